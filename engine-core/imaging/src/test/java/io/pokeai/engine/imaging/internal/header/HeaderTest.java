package io.pokeai.engine.imaging.internal.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.imaging.internal.pictures.OwnPictures;
import io.pokeai.engine.imaging.internal.pictures.Pngs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
    @ParameterizedTest
    @CsvSource({
        "png_deep_grey.png,PNG,61,37",
        "bmp_555.bmp,BMP,45,31",
        "gif_frame.gif,GIF,50,41",
        "jpeg_420.jpg,JPEG,61,42",
        "jpeg_cmyk_440.jpg,JPEG,51,35"
    })
    void saysFormatAndSize(String name, String format, long width, long height) {
        Header header = read(OwnPictures.all().get(name));
        assertThat(header.format()).isEqualTo(format);
        assertThat(header.width()).isEqualTo(width);
        assertThat(header.height()).isEqualTo(height);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "hello", "BMW is a car maker", "RIFF....WAVEfmt ", "GIF88a..........", "\0\0\0\0"})
    void refusesWhatIsNoPicture(String content) {
        assertThatThrownBy(() -> read(content.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT));
    }

    @Test
    void namesTheEndOfAPictureThatIsCutShort() {
        byte[] half = Arrays.copyOf(Pngs.with(20, 24, "tEXt", new byte[9]), 700);
        assertThat(read(half).width()).isEqualTo(20);
        assertThat(read(half).height()).isEqualTo(24);
        assertThatThrownBy(() -> PngChunks.reduce(ByteBuffer.wrap(half), PngChunks.Wanted.DEFAULT_IMAGE))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("700 bytes")
                .hasMessageContaining("IDAT");
    }

    @Test
    void aChunkThatClaimsFourGigabytesIsNotBelieved() {
        byte[] png = Pngs.with(20, 20, "zTXt", new byte[9]);
        Arrays.fill(png, 33, 37, (byte) 0xff);
        assertThatThrownBy(() -> PngChunks.reduce(ByteBuffer.wrap(png), PngChunks.Wanted.FIRST_FRAME))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_IMAGE));
    }

    @Test
    void textsProfilesAndAnimationAreTakenOut() {
        byte[] plain = Pngs.with(20, 20, "IDAT", new byte[0]);
        byte[] profiled = Pngs.with(20, 20, "iCCP", new byte[500]);
        ByteBuffer reduced = ByteBuffer.wrap(profiled.clone());
        int length = PngChunks.reduce(reduced, PngChunks.Wanted.DEFAULT_IMAGE).bytes();
        assertThat(length).isEqualTo(plain.length - 12);
        assertThat(new String(reduced.array(), 0, length, StandardCharsets.ISO_8859_1))
                .doesNotContain("iCCP");
    }

    @Test
    void scansOfAProgressiveJpegAreCounted() {
        byte[] jpeg = OwnPictures.all().get("jpeg_420.jpg");
        assertThat(((JpegHeader) read(jpeg)).scans()).isEqualTo(1);
        byte[] progressive = jpeg.clone();
        int frame = indexOf(progressive, 0xc0);
        progressive[frame] = (byte) 0xc2;
        byte[] longer = Arrays.copyOf(progressive, progressive.length + 4);
        System.arraycopy(
                new byte[] {(byte) 0xff, (byte) 0xda, (byte) 0xff, (byte) 0xd9}, 0, longer, jpeg.length - 2, 4);
        assertThat(((JpegHeader) read(longer)).scans()).isEqualTo(2);
    }

    private static int indexOf(byte[] file, int marker) {
        for (int i = 0; i < file.length - 1; i++) {
            if (file[i] == (byte) 0xff && file[i + 1] == (byte) marker) {
                return i + 1;
            }
        }
        throw new AssertionError("no marker " + marker);
    }

    private static Header read(byte[] file) {
        return Header.read(new Bytes(ByteBuffer.wrap(file)));
    }
}
