package io.pokeai.engine.imaging.internal.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interpolation;
import io.pokeai.engine.api.Resize;
import io.pokeai.engine.imaging.internal.OpenCvImaging;
import io.pokeai.engine.imaging.internal.pictures.Drawing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every interpolation, size rule and centre rule, against Pillow's own pixels and against a slow twin. */
class InterpolationTest {
    private static final int ROUNDS = 120;

    private final ResizedCrop resizedCrop = new ResizedCrop();

    @Test
    void cropsOfDrawingsAreThoseOfPillow() throws Exception {
        List<String> lines = goldens();
        for (String line : lines) {
            String[] golden = line.split(" ", -1);
            Image drawing = Drawing.image(Integer.parseInt(golden[0]), Integer.parseInt(golden[1]));
            assertThat(hash(crop(drawing, InputSpec.parse(golden[2])))).as(line).isEqualTo(golden[3]);
        }
        assertThat(lines).hasSizeGreaterThan(200);
    }

    /**
     * The twin computes in double: where a sum of the first pass lies between two levels they may round apart, and the second
     * pass, whose weights overshoot, makes up to two levels of it. Nearest has ties instead, which only Pillow itself decides.
     */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEAREST")
    void isTheSlowTwinWithinTwoLevels(Interpolation interpolation) {
        Random random = new Random(interpolation.text().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            Image noise = Drawing.noise(1 + random.nextInt(80), 1 + random.nextInt(80), random.nextLong());
            int height = 1 + random.nextInt(90);
            int width = 1 + random.nextInt(90);
            Image found = crop(noise, exact(height, width, interpolation));
            double[] expected = SlowTwin.resize(noise, height, width, interpolation);
            for (int i = 0; i < expected.length; i++) {
                int sample = found.sample(i / 3 % width, i / 3 / width, i % 3);
                assertThat((double) sample)
                        .as("%s to %d × %d, sample %d", noise, width, height, i)
                        .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(2.5));
            }
        }
    }

    @Test
    void aHugeNumberOfRowsThatBecomeFewIsSummedUpRowByRow() {
        // As kept rows they would take more than a hundred megabytes, and ten gigabytes with a picture of a million
        // rows.
        InputSpec squashed = exact(3, 4096, Interpolation.LANCZOS);
        Image picture = Drawing.image(30, 2900);
        CropPlan plan = CropPlan.of(30, 2900, squashed);
        assertThat(ResampleKernel.of(plan.vertical()).stride * 3L * 4096).isGreaterThan(1 << 23);
        Image whole = crop(picture, squashed);
        InputSpec middle = new InputSpec(
                squashed.decoder(),
                squashed.resize(),
                squashed.interpolation(),
                new Crop(3, 64, Crop.Rounding.HALF_EVEN),
                squashed.scale(),
                squashed.mean(),
                squashed.std(),
                squashed.channels());
        Image part = crop(picture, middle);
        for (int x = 0; x < 64; x++) {
            for (int y = 0; y < 3; y++) {
                for (int c = 0; c < 3; c++) {
                    assertThat(part.sample(x, y, c)).isEqualTo(whole.sample(x + (4096 - 64) / 2, y, c));
                }
            }
        }
    }

    @Test
    void aPictureOfTheSizeIsNotTouched() {
        Image drawing = Drawing.image(31, 17);
        assertThat(new OpenCvImaging().crop(drawing, exact(17, 31, Interpolation.BICUBIC)))
                .isSameAs(drawing);
    }

    private static InputSpec exact(int height, int width, Interpolation interpolation) {
        InputSpec plain = InputSpec.torchvision(1, 1);
        return new InputSpec(
                plain.decoder(),
                Resize.exact(height, width),
                interpolation,
                new Crop(height, width, Crop.Rounding.HALF_EVEN),
                plain.scale(),
                plain.mean(),
                plain.std(),
                plain.channels());
    }

    private Image crop(Image picture, InputSpec spec) {
        return resizedCrop.of(
                new Columns(picture, 0, picture.width()), CropPlan.of(picture.width(), picture.height(), spec));
    }

    private static String hash(Image image) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image.rgb()));
    }

    private static List<String> goldens() throws IOException {
        try (InputStream in = OpenCvImaging.class.getResourceAsStream("interpolation-goldens.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
