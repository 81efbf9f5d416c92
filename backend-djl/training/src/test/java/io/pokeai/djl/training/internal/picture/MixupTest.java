package io.pokeai.djl.training.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.EngineException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixupTest {
    private static final int DRAWN = 20_000;

    private static double[] shares(double alpha) {
        Mixup mixup = new Mixup(alpha);
        double[] shares = new double[DRAWN];
        for (int i = 0; i < DRAWN; i++) {
            shares[i] = mixup.share(Draws.of(7, i));
        }
        return shares;
    }

    /** Beta(α, α) has the mean 1/2, the variance 1 / (4 (2α + 1)) and the fourth central moment 3 / (16 (2α + 1) (2α + 3)). */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.5, 1, 4, 50})
    void sharesAreOfTheBetaDistribution(double alpha) {
        double[] shares = shares(alpha);
        assertThat(Arrays.stream(shares).allMatch(share -> share >= 0 && share <= 1))
                .isTrue();
        double variance = 1 / (4 * (2 * alpha + 1));
        double fourth = 3 / (16 * (2 * alpha + 1) * (2 * alpha + 3));
        // Five standard errors of each mean.
        double mean = Arrays.stream(shares).average().orElseThrow();
        assertThat(mean).isEqualTo(0.5, within(5 * Math.sqrt(variance / DRAWN)));
        double spread = Arrays.stream(shares)
                .map(share -> Math.pow(share - 0.5, 2))
                .average()
                .orElseThrow();
        assertThat(spread).isEqualTo(variance, within(5 * Math.sqrt((fourth - variance * variance) / DRAWN)));
    }

    @Test
    void atOneAllSharesAreAsLikely() {
        double[] shares = shares(1);
        Arrays.sort(shares);
        double farthest = 0;
        for (int i = 0; i < DRAWN; i++) {
            farthest = Math.max(farthest, Math.abs(shares[i] - (i + 0.5) / DRAWN));
        }
        // Kolmogorov and Smirnov: a true uniform is farther once in 10,000 times.
        assertThat(farthest).isLessThan(2.23 / Math.sqrt(DRAWN));
    }

    @Test
    void picturesAndTargetsAreMixedAlike() {
        float[] pictures = {1, 2, 30, 40, 500, 600};
        float[] targets = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        FloatBuffer mixed = FloatBuffer.wrap(pictures.clone());
        FloatBuffer taught = FloatBuffer.wrap(targets.clone());
        Mixup mixup = new Mixup(1);
        mixup.mix(3, mixed, taught, Draws.of(3));
        Draws same = Draws.of(3);
        float share = (float) mixup.share(same);
        int[] others = same.permutation(3);
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 2; k++) {
                assertThat(mixed.get(2 * i + k))
                        .isEqualTo(share * pictures[2 * i + k] + (1 - share) * pictures[2 * others[i] + k]);
            }
            float sum = 0;
            for (int k = 0; k < 3; k++) {
                assertThat(taught.get(3 * i + k))
                        .isEqualTo(share * targets[3 * i + k] + (1 - share) * targets[3 * others[i] + k]);
                sum += taught.get(3 * i + k);
            }
            assertThat(sum).isEqualTo(1, within(1e-6f));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 101, Double.NaN})
    void anAlphaThatCannotBeIsRefused(double alpha) {
        assertThatThrownBy(() -> new Mixup(alpha))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("alpha of mixup");
    }
}
