package io.pokeai.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long calls took.
 *
 * @param nanos of each call
 */
record Latencies(List<Long> nanos) {
    private static final double NANOS_PER_MILLI = 1e6;

    static final Latencies NONE = new Latencies(List.of());

    Latencies {
        nanos = List.copyOf(nanos);
    }

    Latencies and(Latencies others) {
        return new Latencies(
                Stream.concat(nanos.stream(), others.nanos.stream()).toList());
    }

    /** In milliseconds, by the nearest rank. */
    double percentile(int percent) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        int index = (int) Math.ceil(percent / 100.0 * sorted.length) - 1;
        return sorted[Math.max(0, index)] / NANOS_PER_MILLI;
    }

    /** @param beside what else was counted, such as {@code 10 swaps} */
    void print(String what, String beside) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d calls, %s, p50 %.1f ms, p99 %.1f ms, worst %.1f ms%n",
                what,
                nanos.size(),
                beside,
                percentile(50),
                percentile(99),
                percentile(100));
    }
}
