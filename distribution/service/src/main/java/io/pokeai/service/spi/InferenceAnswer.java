package io.pokeai.service.spi;

import java.util.List;

/**
 * What a model says.
 *
 * @param version that has answered
 * @param outputs in the order in which they were asked for
 */
public record InferenceAnswer(String model, String version, List<TensorOutput> outputs) {
    public InferenceAnswer {
        outputs = List.copyOf(outputs);
    }

    /** An output. */
    public sealed interface TensorOutput {
        /** As the model calls it. */
        String name();

        /** Shape {@code [n, k]}. */
        List<Long> shape();
    }

    /**
     * Scores, FP32.
     *
     * @param rows one for each picture; not copied
     */
    public record Scores(String name, List<Long> shape, List<float[]> rows) implements TensorOutput {
        public Scores {
            shape = List.copyOf(shape);
            rows = List.copyOf(rows);
        }
    }

    /**
     * Classification, BYTES.
     *
     * @param texts {@code SCORE:INDEX:LABEL}, row-major, the best of a picture first
     */
    public record Classes(String name, List<Long> shape, List<String> texts) implements TensorOutput {
        public Classes {
            shape = List.copyOf(shape);
            texts = List.copyOf(texts);
        }
    }
}
