package io.pokeai.engine.dataset.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.dataset.PngImaging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {
    private static final int SIDE = 32;

    private final PngImaging imaging = new PngImaging();

    /**
     * Hashes of 200 pictures that a formula draws: noise, plain grounds, mirrored ones, blocks. In the mirrored ones many
     * coefficients are 0 but for the rounding errors of SciPy, and each of them decides a bit.
     */
    @Test
    void everyBitIsThatOfImageHash() throws IOException {
        List<String> expected = golden();
        for (int seed = 0; seed < expected.size(); seed++) {
            Image picture = rgb(grey(seed));
            assertThat(PerceptualHash.of(picture, imaging).hex())
                    .as("picture " + seed)
                    .isEqualTo(expected.get(seed));
        }
        assertThat(expected).hasSize(200);
    }

    @Test
    void aBlackPictureHasNoBitAndAGreyOneHasOne() {
        assertThat(PerceptualHash.of(rgb(new byte[SIDE * SIDE]), imaging).hex()).isEqualTo("0000000000000000");
        byte[] grey = new byte[SIDE * SIDE];
        Arrays.fill(grey, (byte) 128);
        assertThat(PerceptualHash.of(rgb(grey), imaging).hex()).isEqualTo("8000000000000000");
    }

    @Test
    void distanceIsTheNumberOfBitsThatDiffer() {
        PerceptualHash one = PerceptualHash.parse("8000000000000001");
        assertThat(one.distance(PerceptualHash.parse("0000000000000003"))).isEqualTo(2);
        assertThat(PerceptualHash.parse(one.hex())).isEqualTo(one);
    }

    @Test
    void traitsAreReadBackFromTheirText() {
        Look look = new Look(1, 0.25, 7.125, 1.0 / 3, true);
        PictureTraits traits = new PictureTraits(
                3, 4, "00ff", PerceptualHash.parse("8000000000000001"), PerceptualHash.parse("0000000000000003"), look);
        assertThat(PictureTraits.parse(traits.text())).isEqualTo(traits);
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = PerceptualHashTest.class.getResourceAsStream("imagehash_phash.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static Image rgb(byte[] grey) {
        byte[] rgb = new byte[grey.length * Image.CHANNELS];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = grey[i / Image.CHANNELS];
        }
        return new Image(SIDE, SIDE, rgb);
    }

    /** As NumPy drew it for the goldens. */
    private static byte[] grey(int seed) {
        byte[] noise = new byte[SIDE * SIDE];
        long state = seed * 0x9E3779B97F4A7C15L + 1;
        for (int i = 0; i < noise.length; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            noise[i] = (byte) (state >>> 33);
        }
        byte[] grey = new byte[noise.length];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                byte own = noise[y * SIDE + x];
                grey[y * SIDE + x] = switch (seed % 5) {
                    case 1 -> (own & 0xff) < 180 ? (byte) 255 : own;
                    case 2 -> noise[y * SIDE + Math.min(x, SIDE - 1 - x)];
                    case 3 -> noise[Math.min(y, SIDE - 1 - y) * SIDE + x];
                    case 4 -> noise[y / 8 * SIDE + x / 8];
                    default -> own;
                };
            }
        }
        return grey;
    }
}
