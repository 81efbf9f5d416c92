package io.pokeai.djl.training.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.djl.training.internal.learn.TrainingBatch;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class ValidationTallyTest {
    private static final int CLASSES = 7;

    /** One picture of a class. */
    private record One(int label) implements TrainingBatch {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public int side() {
            return 1;
        }

        @Override
        public FloatBuffer pictures() {
            return FloatBuffer.allocate(3);
        }

        @Override
        public FloatBuffer targets() {
            return FloatBuffer.allocate(CLASSES).put(label, 1);
        }

        @Override
        public void close() {}
    }

    private static ValidationTally of(int label, float... logits) {
        ValidationTally validation = new ValidationTally(0);
        validation.add(new One(label), logits);
        return validation;
    }

    @Test
    void theFirstFiveCountAsNearlyRight() {
        float[] logits = {7, 6, 5, 4, 3, 2, 1};
        assertThat(of(0, logits).accuracy()).isEqualTo(1);
        assertThat(of(1, logits).accuracy()).isZero();
        assertThat(of(4, logits).top5()).isEqualTo(1);
        assertThat(of(5, logits).top5()).isZero();
    }

    @Test
    void ofEqualAnswersTheLowerClassIsFirst() {
        float[] logits = {0, 0, 0, 0, 0, 0, 0};
        assertThat(of(0, logits).accuracy()).isEqualTo(1);
        assertThat(of(1, logits).accuracy()).isZero();
        assertThat(of(5, logits).top5()).isZero();
        assertThat(of(0, logits).loss()).isCloseTo(Math.log(CLASSES), within(1e-12));
    }

    @Test
    void whatIsNotANumberIsNotRight() {
        assertThat(of(0, Float.NaN, 0, 0, 0, 0, 0, 0).top5()).isZero();
    }
}
