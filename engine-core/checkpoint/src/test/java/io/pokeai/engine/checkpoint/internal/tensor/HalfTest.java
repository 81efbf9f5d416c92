package io.pokeai.engine.checkpoint.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HalfTest {
    @Test
    void everyHalfComesBack() {
        for (int half = 0; half <= 0xffff; half++) {
            float value = Half.fromFloat16((short) half);
            if (!Float.isNaN(value)) {
                assertThat(Half.toFloat16(value)).as("%x", half).isEqualTo((short) half);
            }
        }
    }

    @Test
    void betweenTwoHalvesTheNearerIsTakenAndTheEvenOneInTheMiddle() {
        for (int half = 0; half < 0x7bff; half++) {
            float low = Half.fromFloat16((short) half);
            float high = Half.fromFloat16((short) (half + 1));
            float middle = (low + high) / 2;
            assertThat(Half.toFloat16(middle)).as("%x", half).isEqualTo((short) (half + (half & 1)));
            assertThat(Half.toFloat16(Math.nextDown(middle))).as("%x", half).isEqualTo((short) half);
            assertThat(Half.toFloat16(Math.nextUp(middle))).as("%x", half).isEqualTo((short) (half + 1));
        }
    }

    @Test
    void signsAreKept() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            assertThat(Half.toFloat16(-value)).isEqualTo((short) (Half.toFloat16(value) ^ 0x8000));
        }
    }

    @Test
    void whatIsTooLargeIsInfinite() {
        assertThat(Half.toFloat16(65504)).isEqualTo((short) 0x7bff);
        assertThat(Half.toFloat16(Math.nextDown(65520f))).isEqualTo((short) 0x7bff);
        assertThat(Half.toFloat16(65520)).isEqualTo((short) 0x7c00);
        assertThat(Half.toFloat16(Float.MAX_VALUE)).isEqualTo((short) 0x7c00);
        assertThat(Half.toFloat16(Float.POSITIVE_INFINITY)).isEqualTo((short) 0x7c00);
    }

    @Test
    void whatIsTinyIsZero() {
        assertThat(Half.toFloat16(0x1p-25f)).isZero();
        assertThat(Half.toFloat16(Math.nextUp(0x1p-25f))).isEqualTo((short) 1);
        assertThat(Half.toFloat16(Float.MIN_VALUE)).isZero();
    }

    @Test
    void noNumberStaysNone() {
        assertThat(Half.fromFloat16(Half.toFloat16(Float.NaN))).isNaN();
        // A payload in bits that a half does not have.
        assertThat(Half.fromFloat16(Half.toFloat16(Float.intBitsToFloat(0x7f800001))))
                .isNaN();
    }
}
