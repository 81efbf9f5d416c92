package io.pokeai.aug.corruptions.internal.digital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ElasticTransformTest {
    @Test
    void theWayBackIntoThePictureEndsThereHoweverFarItBegins() {
        int n = 33;
        for (double at = -5 * n; at < 5 * n; at += 0.0625) {
            double back = ElasticTransform.reflect(at, n);
            assertThat(back).as("from " + at).isGreaterThanOrEqualTo(-1).isLessThan(n);
            // Half a pixel beyond the border lies the mirror; between it and the border both ways give the same sample.
            double place = Math.max(0, Math.min(n - 1, back));
            assertThat(place).as("from " + at).isCloseTo(mirrored(at, n), within(1e-9));
        }
    }

    private static double mirrored(double at, int n) {
        double turn = at + 0.5 - 2 * n * Math.floor((at + 0.5) / (2 * n));
        double folded = turn < n ? turn - 0.5 : 2 * n - turn - 0.5;
        return Math.max(0, Math.min(n - 1, folded));
    }
}
