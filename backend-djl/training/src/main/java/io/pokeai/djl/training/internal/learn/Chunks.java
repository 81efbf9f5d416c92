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

    /** What is done with the {@code count} elements of a chunk, in scratch arrays that begin with it. */
    @FunctionalInterface
    interface Work {
        /** @param parameter that the elements belong to */
        void run(float[] values, float[] gradient, float[] first, float[] second, int count, Parameter parameter);
    }

    private static final ThreadLocal<float[][]> SCRATCH = ThreadLocal.withInitial(() -> new float[4][SIZE]);

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

    /** What the work leaves in values and moments is kept, and gradients become 0. */
    void update(Work work) {
        stream().filter(chunk -> chunk.parameter().gradient() != null).forEach(chunk -> update(chunk, work));
    }

    /** Copies all, because the compiler vectorises loops only over arrays of one index. */
    private static void update(Chunk chunk, Work work) {
        Parameter parameter = chunk.parameter();
        FloatBuffer gradients = Objects.requireNonNull(parameter.gradient());
        float[][] scratch = SCRATCH.get();
        float[] values = scratch[0];
        float[] gradient = scratch[1];
        int from = chunk.from();
        int count = chunk.count();
        parameter.values().get(from, values, 0, count);
        gradients.get(from, gradient, 0, count);
        copy(parameter.first, from, scratch[2], 0, count);
        copy(parameter.second, from, scratch[3], 0, count);
        work.run(values, gradient, scratch[2], scratch[3], count, parameter);
        parameter.values().put(from, values, 0, count);
        copy(scratch[2], 0, parameter.first, from, count);
        copy(scratch[3], 0, parameter.second, from, count);
        Arrays.fill(gradient, 0, count, 0);
        gradients.put(from, gradient, 0, count);
    }

    /** Nothing where the optimiser remembers nothing. */
    private static void copy(float[] source, int at, float[] target, int to, int count) {
        if (source.length > 0 && target.length > 0) {
            System.arraycopy(source, at, target, to, count);
        }
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
