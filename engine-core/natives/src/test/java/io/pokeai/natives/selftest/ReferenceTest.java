package io.pokeai.natives.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The float64 side, against sums that are written out by hand. */
class ReferenceTest {
    private static float at(Operation operation, int operand, int index) {
        return operation.operands().get(operand).at(index);
    }

    @Test
    void aConvolutionOverTheBorderLeavesOutWhatIsNotThere() {
        Convolution one = Convolution.of(1, 1, 3, 2, 2);
        // The corner sees the four pixels with the lower right part of the kernel.
        double expected = at(one, 2, 0);
        expected += (double) at(one, 0, 0) * at(one, 1, 4);
        expected += (double) at(one, 0, 1) * at(one, 1, 5);
        expected += (double) at(one, 0, 2) * at(one, 1, 7);
        expected += (double) at(one, 0, 3) * at(one, 1, 8);
        assertThat(one.expected(0).value()).isEqualTo(expected, within(1e-12));
    }

    @Test
    void aGroupSeesItsOwnChannelsOnly() {
        Convolution one = Convolution.of(4, 2, 1, 1, 1).groups(2);
        double expected =
                at(one, 2, 1) + (double) at(one, 0, 2) * at(one, 1, 2) + (double) at(one, 0, 3) * at(one, 1, 3);
        assertThat(one.expected(1).value()).isEqualTo(expected, within(1e-12));
    }

    @Test
    void strideAndDilationGiveTheSizesOfPyTorch() {
        assertThat(Convolution.of(3, 64, 7, 57, 61).stride(2).resultShape()).containsExactly(1, 64, 29, 31);
        assertThat(Convolution.of(3, 64, 11, 55, 55).stride(4).resultShape()).containsExactly(1, 64, 14, 14);
        assertThat(Convolution.of(3, 16, 3, 12, 12).dilation(2).resultShape()).containsExactly(1, 16, 12, 12);
        assertThat(Pooling.max(24, 15, 14, 3, 2).resultShape()).containsExactly(1, 24, 8, 7);
    }

    @Test
    void aDilatedKernelReachesFarther() {
        Convolution one = Convolution.of(1, 1, 3, 3, 3).dilation(2);
        // Only the middle of the kernel lies inside for the middle pixel.
        assertThat(one.expected(4).value())
                .isEqualTo(at(one, 2, 0) + (double) at(one, 0, 4) * at(one, 1, 4), within(1e-12));
    }

    @Test
    void theProbabilitiesOfASoftmaxSumToOne() {
        Softmax one = Softmax.of(1, 49);
        double sum = 0;
        for (int i = 0; i < 49; i++) {
            sum += one.expected(i).value();
        }
        assertThat(sum).isEqualTo(1, within(1e-12));
    }

    @Test
    void thePlanHasChannelsWithAndWithoutARestForEveryWidthOfAVector() {
        List<Integer> channels = Plan.standard().operations().stream()
                .filter(operation -> operation instanceof Convolution convolution
                        && convolution.groups() == 1
                        && convolution.kernelHeight() == 3
                        && convolution.batch() > 1)
                .map(operation -> ((Convolution) operation).in())
                .toList();
        for (int width : new int[] {4, 8, 16}) {
            assertThat(channels).anyMatch(count -> count < width);
            assertThat(channels).anyMatch(count -> count > width && count % width == 0);
            assertThat(channels).anyMatch(count -> count > width && count < 2 * width);
            assertThat(channels).anyMatch(count -> count > 2 * width && count % width != 0);
        }
    }

    @Test
    void operandsAreTheSameEveryTimeAndFillTheirRange() {
        Operand first = Operand.of(3, 1000);
        assertThat(Operand.of(3, 1000).values()).isEqualTo(first.values());
        assertThat(Operand.of(4, 1000).values()).isNotEqualTo(first.values());
        float least = 1;
        float largest = -1;
        for (float value : first.values()) {
            least = Math.min(least, value);
            largest = Math.max(largest, value);
        }
        assertThat(least).isBetween(-1f, -0.9f);
        assertThat(largest).isBetween(0.9f, 1f);
    }
}
