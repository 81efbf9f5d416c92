package io.pokeai.djl.training.internal.learn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parameters cut into pieces of bounded size, which are computed on all cores. Elements do not depend on each other, so that results
 * are the same whoever computes them.
 */
final class Chunks {
    static final int SIZE = 1 << 14;

    private final List<Chunk> all = new ArrayList<>();

    /** The elements {@code from … from + count - 1} of a parameter. */
    record Chunk(Parameter parameter, int from, int count) {}

    /** What is done with a chunk; {@code values} and {@code gradient} are scratch arrays of {@link #SIZE}. */
    @FunctionalInterface
    interface Work {
        void run(Chunk chunk, float[] values, float[] gradient);
    }

    private static final ThreadLocal<float[][]> SCRATCH = ThreadLocal.withInitial(() -> new float[2][SIZE]);

    private final boolean parallel;

    /** @param parallel whether other cores may help */
    Chunks(List<Parameter> parameters, boolean parallel) {
        this.parallel = parallel;
        for (Parameter parameter : parameters) {
            for (int from = 0; from < parameter.elements(); from += SIZE) {
                all.add(new Chunk(parameter, from, Math.min(SIZE, parameter.elements() - from)));
            }
        }
    }

    private Stream<Chunk> stream() {
        return parallel ? all.parallelStream() : all.stream();
    }

    /** Each chunk with its gradient in the second array; what the work leaves in the first becomes the values, and gradients 0. */
    void update(Work work) {
        stream().filter(chunk -> chunk.parameter().gradient() != null).forEach(chunk -> {
            float[][] scratch = SCRATCH.get();
            FloatBuffer gradient = Objects.requireNonNull(chunk.parameter().gradient());
            chunk.parameter().values().get(chunk.from(), scratch[0], 0, chunk.count());
            gradient.get(chunk.from(), scratch[1], 0, chunk.count());
            work.run(chunk, scratch[0], scratch[1]);
            chunk.parameter().values().put(chunk.from(), scratch[0], 0, chunk.count());
            Arrays.fill(scratch[1], 0, chunk.count(), 0);
            gradient.put(chunk.from(), scratch[1], 0, chunk.count());
        });
    }

    void clearGradients() {
        float[] zeros = new float[SIZE];
        for (Chunk chunk : all) {
            @Nullable FloatBuffer gradient = chunk.parameter().gradient();
            if (gradient != null) {
                gradient.put(chunk.from(), zeros, 0, chunk.count());
            }
        }
    }

    /** The Euclidean norm of all gradients together, added in a fixed order. */
    double gradientNorm() {
        double[] squares = stream()
                .mapToDouble(chunk -> {
                    @Nullable FloatBuffer gradient = chunk.parameter().gradient();
                    if (gradient == null) {
                        return 0;
                    }
                    float[] values = SCRATCH.get()[1];
                    gradient.get(chunk.from(), values, 0, chunk.count());
                    double sum = 0;
                    for (int i = 0; i < chunk.count(); i++) {
                        sum += (double) values[i] * values[i];
                    }
                    return sum;
                })
                .toArray();
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return Math.sqrt(sum);
    }
}
