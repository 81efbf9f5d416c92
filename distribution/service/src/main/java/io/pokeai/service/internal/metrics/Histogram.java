package io.pokeai.service.internal.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts values by their size.
 *
 * <p><b>Threads</b> safe; a snapshot may miss a value that is being counted at this moment.
 */
final class Histogram {
    /** From a tenth of a millisecond to half a minute: what decoding and a model take on small and large machines. */
    static final List<Double> SECONDS = List.of(
            0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
            30.0);

    /** Pictures of a batch. */
    static final List<Double> PICTURES = List.of(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0);

    private static final double NANOS = 1e9;

    private final List<Double> bounds;
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();

    /** @param bounds ascending; the last count is of what is larger than all of them */
    Histogram(List<Double> bounds) {
        this.bounds = bounds;
        this.counts = new LongAdder[bounds.size() + 1];
        Arrays.setAll(counts, i -> new LongAdder());
    }

    void observe(double value) {
        int i = 0;
        while (i < bounds.size() && value > bounds.get(i)) {
            i++;
        }
        counts[i].increment();
        sum.add(value);
    }

    void observeNanos(long nanos) {
        observe(nanos / NANOS);
    }

    Snapshot snapshot() {
        long[] upTo = new long[counts.length];
        long count = 0;
        for (int i = 0; i < counts.length; i++) {
            count += counts[i].sum();
            upTo[i] = count;
        }
        return new Snapshot(bounds, upTo, sum.sum());
    }

    /** A moment of it. */
    static final class Snapshot {
        private final List<Double> bounds;
        private final long[] upTo;
        private final double sum;

        Snapshot(List<Double> bounds, long[] upTo, double sum) {
            this.bounds = bounds;
            this.upTo = upTo;
            this.sum = sum;
        }

        List<Double> bounds() {
            return bounds;
        }

        /** Values of at most this bound. */
        long upTo(int bound) {
            return upTo[bound];
        }

        /** Values between a bound and the one before; the last count is of what is larger than all bounds. */
        List<Long> counts() {
            List<Long> counts = new ArrayList<>(upTo.length);
            for (int i = 0; i < upTo.length; i++) {
                counts.add(upTo[i] - (i == 0 ? 0 : upTo[i - 1]));
            }
            return counts;
        }

        long count() {
            return upTo[upTo.length - 1];
        }

        double sum() {
            return sum;
        }
    }
}
