package io.pokeai.natives.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelfTestTest {
    private final SelfTest test = new SelfTest(Plan.standard());

    @Test
    void aLibraryThatIsRightPassesEveryCase() {
        Outcome outcome = test.run(FakeKernels.right());
        assertThat(outcome.example()).isEmpty();
        assertThat(outcome.isRight()).isTrue();
        assertThat(outcome.cases()).isEqualTo(Plan.standard().operations().size());
    }

    @Test
    void channelsLeftOverAfterABlockOfSixteenAreNoticed() {
        Outcome outcome = test.run(FakeKernels.wrongForChannelsLeftOverAfter(16));
        assertThat(outcome.isRight()).isFalse();
        assertThat(outcome.isFinished()).isTrue();
        assertThat(outcome.example()).contains("convolution of 17 channels", "expected", "found");
    }

    @Test
    void eachKindOfOperationIsNoticedByItself() {
        for (Operation operation : Plan.standard().operations()) {
            Outcome outcome = new SelfTest(new Plan(List.of(operation)))
                    .run(FakeKernels.wrongFor(wrong -> wrong.equals(operation)));
            assertThat(outcome.isRight()).as(operation.description()).isFalse();
        }
    }

    @Test
    void theBriefPlanNoticesTheWrongKernelsOfAvx512AndOfAvx2() {
        SelfTest brief = new SelfTest(Plan.brief());
        assertThat(brief.run(FakeKernels.right()).isRight()).isTrue();
        assertThat(brief.run(FakeKernels.wrongForChannelsLeftOverAfter(16)).isRight())
                .isFalse();
        assertThat(brief.run(FakeKernels.wrongForChannelsLeftOverAfter(8)).isRight())
                .isFalse();
    }

    @Test
    void oneProductThatIsLeftOutIsNoticed() {
        Operation operation = Linear.of(1, 1280, 5);
        Outcome outcome = new SelfTest(new Plan(List.of(operation))).run(operations -> {
            List<float[]> results = FakeKernels.right().compute(operations);
            // The last of 1,280 products of the last value.
            results.get(0)[4] -= operation.operands().get(0).at(1279)
                    * operation.operands().get(1).at(5 * 1280 - 1);
            return results;
        });
        assertThat(outcome.isRight()).isFalse();
    }

    @Test
    void valuesRoundedToSixteenBitsAreNoticed() {
        assertThat(test.run(operations -> operations.stream()
                                .map(SelfTestTest::inBfloat16)
                                .toList())
                        .isRight())
                .isFalse();
    }

    private static float[] inBfloat16(Operation operation) {
        float[] rounded = new float[operation.resultSize()];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = Float.intBitsToFloat(
                    Float.floatToIntBits((float) operation.expected(i).value()) & 0xFFFF0000);
        }
        return rounded;
    }

    @Test
    void notANumberIsWrong() {
        Outcome outcome = test.run(operations -> operations.stream()
                .map(operation -> {
                    float[] result = new float[operation.resultSize()];
                    java.util.Arrays.fill(result, Float.NaN);
                    return result;
                })
                .toList());
        assertThat(outcome.wrong()).isEqualTo(outcome.cases());
    }

    @Test
    void whatTheLibraryThrowsIsAnOutcome() {
        Outcome outcome = test.run(operations -> {
            throw new IllegalStateException("could not create a primitive");
        });
        assertThat(outcome.isRight()).isFalse();
        assertThat(outcome.isFinished()).isFalse();
        assertThat(outcome.example()).isEqualTo("it fails: could not create a primitive");
    }

    @Test
    void aResultOfAnotherSizeIsWrong() {
        Outcome outcome = new SelfTest(new Plan(List.of(Softmax.of(1, 10)))).run(operations -> List.of(new float[9]));
        assertThat(outcome.example()).isEqualTo("softmax of 1 x 10: expected 10 values, found 9");
    }
}
