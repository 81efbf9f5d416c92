package io.pokeai.engine.imaging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A hundred pictures of many sizes, from smooth to noisy, against the bytes that Pillow 12.3 saves. */
class PillowWriterTest {
    private static final int PICTURES = 100;

    private final OpenCvImaging imaging = new OpenCvImaging();

    @ParameterizedTest
    @CsvSource({
        "jpg, 41c106e21f54a4f9bcf0f16eb7772d3febbf9dd59500c74a13c68bb27353e632",
        "JPEG, 41c106e21f54a4f9bcf0f16eb7772d3febbf9dd59500c74a13c68bb27353e632",
        "webp, 78ff2841547168bd44f07fb418f2c40b16b90b820afb5b0bce044e8ddf761d05"
    })
    void lossyFilesAreThoseOfPillowToTheByte(String extension, String expected) {
        ByteArrayOutputStream files = new ByteArrayOutputStream();
        for (int k = 0; k < PICTURES; k++) {
            files.writeBytes(imaging.save(picture(k, 17 + 2 * k, 11 + k * 3 % 150), extension));
        }
        assertThat(ReferencePictures.sha256(files.toByteArray())).isEqualTo(expected);
    }

    /** The whole way of PokeAI's script, from the augmented crop to what a model of Ultralytics sees. */
    @ParameterizedTest
    @CsvSource({
        "yolo64, jpg, b53b0378353be4cb8d68f930928af727e812e600f45b51d693e155166f893ea7",
        "yolo64, webp, 67445332274da41845c18e3a32c631e1d6c7be9039b2020852ea3b4dfa519238",
        "yolo64, png, 66766ebaec5457ee2e2418bdbc792188f0cb62b8a5a4b815c032a8774a2e9187",
        "yolo224, jpg, c4624bae2bc9263f7f31e5a86b7493a67520857e421eb139d21fa5983cdedb80",
        "yolo224, webp, 5631880936e45541d4a27f5497e9a8967613e5a55e9082b235d17c037c607eaa",
        "yolo224, png, d651dcbb2f25c136cb8176bcbf330e653aa9d8dbd482ccdc0cc0ed6d2b516c0d"
    })
    void whatIsReadAgainIsWhatUltralyticsSees(String spec, String extension, String expected) {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        for (int k = 0; k < PICTURES; k += 7) {
            byte[] saved = imaging.save(picture(k, 224, 224), extension);
            pixels.writeBytes(imaging.crop(saved, InputSpec.parse(spec)).rgb());
        }
        assertThat(ReferencePictures.sha256(pixels.toByteArray())).isEqualTo(expected);
    }

    /** From hashed integers, so that Python makes the same ones. */
    private static Image picture(int k, int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        long state = (k * 2654435761L + 12345) & 0xffffffffL;
        int to = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    state = (state * 1664525 + 1013904223) & 0xffffffffL;
                    rgb[to++] = (byte) (x * (k % 7 + 1) + y * (k % 5 + 2) + c * 40 + (state >> 24) % (k % 64 + 1));
                }
            }
        }
        return new Image(width, height, rgb);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "PNG"})
    void losslessFilesKeepEveryPixel(String extension) {
        Image picture = picture(30, 77, 101);
        InputSpec unchanged = InputSpec.unchanged(new Crop(picture.height(), picture.width(), Crop.Rounding.HALF_EVEN));
        assertThat(imaging.crop(imaging.save(picture, extension), unchanged).rgb())
                .isEqualTo(picture.rgb());
    }

    @Test
    void otherFormatsAreRefusedByName() {
        assertThatThrownBy(() -> imaging.save(picture(1, 19, 14), "gif"))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT))
                .hasMessageContaining(".gif");
    }
}
