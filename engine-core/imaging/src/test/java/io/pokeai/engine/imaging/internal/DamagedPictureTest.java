package io.pokeai.engine.imaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.imaging.internal.pictures.OwnPictures;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are: a crop or an {@link EngineException} of an expected kind, and nothing native left. */
class DamagedPictureTest {
    private static final Set<ErrorCode> EXPECTED =
            EnumSet.of(ErrorCode.CORRUPT_IMAGE, ErrorCode.IMAGE_TOO_LARGE, ErrorCode.UNSUPPORTED_FORMAT);
    private static final List<InputSpec> SPECS = List.of(InputSpec.torchvision(40, 32), InputSpec.yolo(32));

    private final OpenCvImaging imaging = new OpenCvImaging();

    @Test
    void anyCutIsAnError() {
        Map<String, byte[]> pictures = OwnPictures.all();
        // The first holds more rows than it shows, of the second OpenCV takes the header for the first rows, and of the
        // third
        // Pillow reads no more than the default image.
        pictures.keySet().removeAll(List.of("bmp_run_length.bmp", "bmp_no_offset.bmp", "png_animation.png"));
        pictures.forEach((name, file) -> {
            // Of a PNG Pillow needs neither the last chunk nor the checksums before it: 12, 4 and 4 bytes.
            int needed = file.length - (name.endsWith(".png") ? 21 : 12);
            for (int length = 1; length < needed; length += 1 + file.length / 40) {
                byte[] cut = Arrays.copyOf(file, length);
                boolean decoded = SPECS.stream().map(spec -> decodes(cut, spec)).reduce(false, Boolean::logicalOr);
                assertThat(decoded)
                        .as("%s cut after %d of %d bytes", name, length, file.length)
                        .isFalse();
            }
        });
    }

    @Test
    void someHundredDamagedFilesDoNoHarm() {
        damage(1, 40);
    }

    @Test
    @Tag("slow")
    void manyThousandDamagedFilesDoNoHarm() {
        damage(2, 3000);
    }

    private void damage(long seed, int rounds) {
        Random random = new Random(seed);
        OwnPictures.all().values().forEach(file -> decodes(file, SPECS.get(0)));
        long before = Pointer.totalCount();
        for (int round = 0; round < rounds; round++) {
            OwnPictures.all().forEach((name, file) -> {
                byte[] damaged = file.clone();
                for (int i = random.nextInt(8); i >= 0; i--) {
                    // Headers are hit more often than pixels.
                    int at = random.nextInt(random.nextBoolean() ? Math.min(damaged.length, 120) : damaged.length);
                    damaged[at] =
                            (byte) (random.nextBoolean() ? random.nextInt() : damaged[at] ^ 1 << random.nextInt(8));
                }
                SPECS.forEach(spec -> decodes(damaged, spec));
            });
        }
        assertThat(Pointer.totalCount()).as("native objects that nobody closed").isEqualTo(before);
    }

    private boolean decodes(byte[] file, InputSpec spec) {
        try {
            imaging.crop(file, spec);
            return true;
        } catch (EngineException e) {
            assertThat(e.code()).as(e.toString()).isIn(EXPECTED);
            assertThat(e.remedy()).isNotEmpty();
            return false;
        }
    }
}
