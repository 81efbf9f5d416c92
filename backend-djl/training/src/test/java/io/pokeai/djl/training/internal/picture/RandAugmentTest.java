package io.pokeai.djl.training.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Checksums of torchvision's pictures, written by scripts/training/randaugment_goldens.py. */
class RandAugmentTest {
    private static final Imaging IMAGING =
            ServiceLoader.load(Imaging.class).findFirst().orElseThrow();

    private static List<String> goldens() throws IOException {
        String more = System.getProperty("pokeai.training.randaugment", "");
        if (!more.isEmpty()) {
            return Files.readAllLines(Path.of(more));
        }
        try (var in = Objects.requireNonNull(RandAugmentTest.class.getResourceAsStream("randaugment.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void eachOperationGivesThePixelsOfTorchvision() throws IOException {
        List<String> lines = goldens();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            Image image = picture(number(words[0]), number(words[1]), number(words[2]), number(words[3]));
            assertThat(checksum(operation(words[4], words[5]).of(image)))
                    .as(line)
                    .isEqualTo(words[6]);
        }
        assertThat(lines).hasSizeGreaterThan(300);
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static RandAugment operation(String name, String sign) {
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        return new RandAugment(RandAugment.Kind.valueOf(words), sign.equals("-1"));
    }

    private static String checksum(Image image) {
        CRC32 crc = new CRC32();
        crc.update(image.rgb());
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    private static Image picture(int kind, int seed, int width, int height) {
        Draws draws = Draws.of(kind, seed);
        byte[] pixels = new byte[width * height * Image.CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (int) (draws.unit() * 256);
        }
        byte[] noise = pixels.clone();
        for (int i = 0; i < pixels.length; i++) {
            int band = i % Image.CHANNELS;
            int x = i / Image.CHANNELS % width;
            int y = i / Image.CHANNELS / width;
            int formula = band == 0 ? x * 7 : band == 1 ? y * 5 : x * y;
            pixels[i] = switch (kind) {
                case 0 -> noise[i];
                case 1 -> (byte) formula;
                case 2 -> (byte) (60 + (noise[i] & 255) / 4);
                case 3 -> noise[i - band];
                default -> noise[band];
            };
        }
        return new Image(width, height, pixels);
    }

    @Test
    void theSameNumbersGiveTheSamePictureAndOthersAnother() {
        Image image = picture(0, 1, 50, 40);
        InputSpec spec = InputSpec.yolo(32);
        UltralyticsChange change = UltralyticsChange.USUAL;
        Image one = change.of(image, spec, IMAGING, Draws.of(1, 2, 3));
        assertThat(change.of(image, spec, IMAGING, Draws.of(1, 2, 3))).isEqualTo(one);
        assertThat(change.of(image, spec, IMAGING, Draws.of(1, 2, 4))).isNotEqualTo(one);
        assertThat(spec.isSizeOf(one)).isTrue();
    }

    @Test
    void aRectangleIsSmallerThanThePictureAndOfTheAreaThatIsAllowed() {
        for (int i = 0; i < 2000; i++) {
            Erasing erasing = Erasing.draw(Draws.of(i), 50, 40);
            assertThat(erasing.left() + erasing.width()).isLessThanOrEqualTo(50);
            assertThat(erasing.top() + erasing.height()).isLessThanOrEqualTo(40);
            assertThat(erasing.width() * erasing.height() / 2000.0).isBetween(0.015, 0.35);
        }
        Image image = picture(2, 1, 10, 8);
        byte[] erased = new Erasing(2, 3, 4, 5).of(image).rgb();
        int black = 0;
        for (byte pixel : erased) {
            black += pixel == 0 ? 1 : 0;
        }
        assertThat(black).isEqualTo(4 * 5 * Image.CHANNELS);
        assertThat(erased[(3 * 10 + 2) * Image.CHANNELS]).isZero();
        assertThat(erased[(3 * 10 + 1) * Image.CHANNELS]).isNotZero();
    }
}
