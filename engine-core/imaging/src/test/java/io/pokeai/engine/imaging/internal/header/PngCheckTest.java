package io.pokeai.engine.imaging.internal.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.imaging.internal.header.PngCheck.Stream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are longer than a piece, as those of very wide pictures are. */
class PngCheckTest {
    private static final int WIDE = (16 << 20) + 5;
    private static final int DEEP_RGBA = 8;

    @Test
    void aRowOfSeveralPiecesIsWhole() throws IOException {
        ByteBuffer png = grey(WIDE, new byte[1 + WIDE], 0);
        assertThat(PngCheck.stream(png, new PngHeader(WIDE, 1, 8, 0))).isEqualTo(Stream.WHOLE);
    }

    /** The first byte of each row is its filter; the first of a later piece is a pixel. */
    @Test
    void onlyTheFirstByteOfARowIsAFilter() throws IOException {
        byte[] row = new byte[1 + WIDE];
        row[16 << 20] = 77;
        assertThat(PngCheck.stream(grey(WIDE, row, 0), new PngHeader(WIDE, 1, 8, 0)))
                .isEqualTo(Stream.WHOLE);
        row[0] = 77;
        assertThat(PngCheck.stream(grey(WIDE, row, 0), new PngHeader(WIDE, 1, 8, 0)))
                .isEqualTo(Stream.BROKEN);
    }

    @Test
    void aWideRowWithDataBehindItIsWrittenAnew() throws IOException {
        ByteBuffer odd = grey(WIDE, new byte[1 + WIDE], 3);
        PngHeader header = new PngHeader(WIDE, 1, 8, 0);
        assertThat(PngCheck.stream(odd, header)).isEqualTo(Stream.ODD);
        ByteBuffer anew = ByteBuffer.wrap(PngRepair.of(odd, header).orElseThrow());
        assertThat(PngCheck.isSound(anew)).isTrue();
        assertThat(PngCheck.stream(anew, header)).isEqualTo(Stream.WHOLE);
    }

    /** A header of some bytes can announce a row that is longer than any array. */
    @ParameterizedTest
    @ValueSource(ints = {170_000_000, 700_000_000, Integer.MAX_VALUE})
    void aRowThatIsOnlyAnnouncedCostsNothing(int width) throws IOException {
        ByteBuffer png = grey(8, new byte[9], 0);
        PngHeader header = new PngHeader(width, 1, 2 * DEEP_RGBA, 6);
        assertThat(PngCheck.stream(png, header)).isEqualTo(Stream.BROKEN);
        assertThat(PngRepair.of(png, header)).isEmpty();
    }

    private static ByteBuffer grey(int width, byte[] row, int more) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(data)) {
            deflated.write(row);
        }
        data.write(new byte[more]);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(1)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array();
        chunk(file, "IHDR", header);
        chunk(file, "IDAT", data.toByteArray());
        chunk(file, "IEND", new byte[0]);
        return ByteBuffer.wrap(file.toByteArray());
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        file.write(ByteBuffer.allocate(4).putInt(content.length).array());
        file.write(name);
        file.write(content);
        file.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
