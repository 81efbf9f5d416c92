package io.pokeai.engine.imaging.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.imaging.internal.OpenCvImaging;
import io.pokeai.engine.imaging.internal.pictures.Drawing;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** PNGs that Pillow reads though their tail is damaged, and some that it refuses; each was tried with Pillow 12.3. */
class PngTailTest {
    private static final int WIDTH = 23;
    private static final int HEIGHT = 17;
    private static final InputSpec SPEC = InputSpec.torchvision(40, 32);

    private final OpenCvImaging imaging = new OpenCvImaging();
    private final byte[] stream = deflated(rows(HEIGHT));
    private final Image expected = imaging.crop(Drawing.image(WIDTH, HEIGHT), SPEC);

    @Test
    void withoutItsLastChunkItIsRead() {
        assertThat(imaging.crop(png(data(stream)), SPEC)).isEqualTo(expected);
    }

    @Test
    void aWrongChecksumOfTheLastChunkDoesNotCount() {
        byte[] end = chunk("IEND", new byte[0]);
        end[end.length - 1] ^= 1;
        assertThat(imaging.crop(png(data(stream), end), SPEC)).isEqualTo(expected);
    }

    @Test
    void aWrongChecksumOfTheDataDoesNotCount() {
        byte[] data = data(stream);
        data[data.length - 1] ^= 1;
        assertThat(imaging.crop(png(data, chunk("IEND", new byte[0])), SPEC)).isEqualTo(expected);
    }

    @Test
    void withoutTheChecksumOfItsStreamItIsRead() {
        byte[] cut = Arrays.copyOf(stream, stream.length - 4);
        assertThat(imaging.crop(png(data(cut), chunk("IEND", new byte[0])), SPEC))
                .isEqualTo(expected);
    }

    @Test
    void rubbishBehindTheDataDoesNotCount() {
        assertThat(imaging.crop(png(data(stream), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}), SPEC))
                .isEqualTo(expected);
    }

    @Test
    void cutWithinTheChecksumsItIsRead() {
        byte[] whole = png(data(stream), chunk("IEND", new byte[0]));
        for (int missing = 1; missing <= 12 + 4 + 4; missing++) {
            assertThat(imaging.crop(Arrays.copyOf(whole, whole.length - missing), SPEC))
                    .as("%d bytes missing", missing)
                    .isEqualTo(expected);
        }
    }

    @Test
    void rowsThatAStreamEndsBeforeAreBlack() {
        Image found = imaging.crop(
                png(data(deflated(rows(5))), chunk("IEND", new byte[0])),
                InputSpec.parse("pillow:resize=none,crop=17x23,scale=255.0,mean=0/0/0,std=1/1/1"));
        Image drawing = Drawing.image(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int i = 0; i < 3 * WIDTH; i++) {
                assertThat(found.sample(i / 3, y, i % 3)).isEqualTo(y < 5 ? drawing.sample(i / 3, y, i % 3) : 0);
            }
        }
    }

    @Test
    void missingPixelsAreAnError() {
        byte[] cut = Arrays.copyOf(stream, stream.length / 2);
        refuses(png(data(cut), chunk("IEND", new byte[0])));
        refuses(png(data(cut)));
    }

    @Test
    void aChunkThatIsCutBehindTheDataIsAnError() {
        byte[] text = chunk("tEXt", new byte[40]);
        refuses(png(data(stream), Arrays.copyOf(text, 30)));
    }

    @Test
    void aWrongChecksumBeforeTheDataIsAnError() {
        byte[] file = png(data(stream), chunk("IEND", new byte[0]));
        file[8 + 8 + 13] ^= 1;
        refuses(file);
    }

    @Test
    void ultralyticsDecoderRefusesWhatOpenCvRefuses() {
        byte[] file = png(data(stream));
        assertThatThrownBy(() -> imaging.crop(file, InputSpec.yolo(32))).isInstanceOf(EngineException.class);
    }

    private void refuses(byte[] file) {
        assertThatThrownBy(() -> imaging.crop(file, SPEC))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_IMAGE));
    }

    private static byte[] rows(int count) {
        byte[] rows = new byte[count * (1 + 3 * WIDTH)];
        for (int y = 0; y < count; y++) {
            for (int i = 0; i < 3 * WIDTH; i++) {
                rows[y * (1 + 3 * WIDTH) + 1 + i] = (byte) Drawing.sample(i / 3, y, i % 3);
            }
        }
        return rows;
    }

    private static byte[] deflated(byte[] rows) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(rows);
            deflater.finish();
            byte[] stream = new byte[rows.length + 100];
            return Arrays.copyOf(stream, deflater.deflate(stream));
        } finally {
            deflater.end();
        }
    }

    private static byte[] data(byte[] stream) {
        return chunk("IDAT", stream);
    }

    private static byte[] png(byte[]... chunks) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        file.writeBytes(chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(WIDTH)
                        .putInt(HEIGHT)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array()));
        for (byte[] chunk : chunks) {
            file.writeBytes(chunk);
        }
        return file.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }
}
