package io.pokeai.aug.corruptions.internal.blur;

import io.pokeai.aug.corruptions.internal.ChiSquare;
import io.pokeai.aug.corruptions.internal.TestPictures;
import io.pokeai.aug.corruptions.internal.sampling.RandomWords;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The random numbers of the blurs are uniform over 10,000 seeds. */
class BlurSamplingTest {
    private static final int SEEDS = 10_000;
    private static final Image PICTURE = TestPictures.smooth(32, 32);

    @Test
    void motionHasNoFavouriteDirection() {
        AugmentationInfo info = new MotionBlur().info();
        for (int severity = 1; severity <= info.severities(); severity++) {
            long[] counts = new long[90];
            for (long seed = 0; seed < SEEDS; seed++) {
                double degrees = MotionBlur.degrees(info.random(seed, PICTURE, severity));
                counts[(int) Math.floor(degrees + 45)]++;
            }
            ChiSquare.assertFollows("angles of severity " + severity, counts, cell -> 1 / 90.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,2", "4,3", "5,4"})
    void glassBreaksTheSameInAllDirections(int severity, int reach) {
        AugmentationInfo info = new GlassBlur().info();
        int width = PICTURE.width();
        int side = 2 * reach;
        long[] words = new long[2 * width];
        int[] jumps = new int[width];
        long[] counts = new long[side * side];
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomWords.fill(info.random(seed, PICTURE, severity).field(0), seed % 32 * 2 * width, words, words.length);
            GlassBlur.jumps(words, side, reach, width, jumps);
            for (int jump : jumps) {
                // From -reach to reach - 1, rows and columns.
                int fromFirst = jump + reach * width + reach;
                counts[fromFirst / width * side + fromFirst % width]++;
            }
        }
        ChiSquare.assertFollows("offsets of severity " + severity, counts, cell -> 1.0 / (side * side));
    }
}
