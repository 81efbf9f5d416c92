package io.pokeai.natives.selftest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Compares what a library computes with float64 in Java.
 *
 * <p>Small results are compared whole; of a large one {@value #SAMPLES} values, spread over all of its channels, rows and
 * columns, the first and the last among them.
 *
 * <p><b>Threads</b> one at a time per library: it may allocate what the largest operation needs.
 */
public final class SelfTest {
    private static final int SAMPLES = 160;

    private final Plan plan;

    public SelfTest(Plan plan) {
        this.plan = plan;
    }

    /** Runs the plan. What the library throws is an outcome, too. */
    public Outcome run(Kernels kernels) {
        long start = System.nanoTime();
        List<Operation> operations = plan.operations();
        List<float[]> results;
        try {
            results = kernels.compute(operations);
        } catch (RuntimeException | LinkageError e) {
            return Outcome.failed(operations.size(), "it fails: " + e.getMessage(), millisSince(start));
        }
        if (results.size() != operations.size()) {
            return Outcome.failed(
                    operations.size(),
                    "it gave " + results.size() + " results for " + operations.size() + " operations",
                    millisSince(start));
        }
        int wrong = 0;
        String example = "";
        for (int i = 0; i < operations.size(); i++) {
            Optional<String> fault = fault(operations.get(i), results.get(i));
            if (fault.isPresent()) {
                wrong++;
                example = example.isEmpty() ? fault.get() : example;
            }
        }
        return Outcome.of(operations.size(), wrong, example, millisSince(start));
    }

    private static Optional<String> fault(Operation operation, float[] result) {
        int size = operation.resultSize();
        if (result.length != size) {
            return Optional.of(operation.description() + ": expected " + size + " values, found " + result.length);
        }
        int samples = Math.min(size, SAMPLES);
        // A prime step visits other rows and columns each time; no result is a multiple of it in size.
        long step = size == samples ? 1 : step(size);
        for (int i = 0; i < samples; i++) {
            int index = i == samples - 1 ? size - 1 : (int) (i * step % size);
            Expected expected = operation.expected(index);
            if (!expected.isNear(result[index])) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%s: expected %.6g, found %.6g",
                        operation.description(),
                        expected.value(),
                        result[index]));
            }
        }
        return Optional.empty();
    }

    /** About one {@value #SAMPLES}th of the size, and without a common divisor with it. */
    private static long step(int size) {
        int step = size / SAMPLES + 1;
        while (greatestCommonDivisor(size, step) != 1) {
            step++;
        }
        return step;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
