package io.pokeai.engine.imaging.internal.geometry;

import java.util.Optional;

/**
 * The weights of a shrinking axis, by source pixel: the triangles of neighbouring target pixels overlap so that a source
 * pixel makes at most two of them. Both weights lie in one long, so one multiplication does for both.
 *
 * <p>Segment {@code j} holds the source pixels that make target pixel {@code j} (weight in the upper half) or
 * {@code j - 1} (lower half) and no other; there is one more segment than target pixels. A sum of weighted samples has at
 * most 30 bits ({@link ResampleKernel#BITS} and 8 of a sample), so the lower half never reaches the upper one.
 *
 * <p><b>Threads</b> safe; the arrays are never written again.
 */
final class PairedWeights {
    /** Where segment {@code j} begins and, as the next one's beginning, ends: source pixels from the first one needed. */
    final int[] segments;

    /** The two weights of each source pixel. */
    final long[] values;

    private PairedWeights(int[] segments, long[] values) {
        this.segments = segments;
        this.values = values;
    }

    /** Empty when a source pixel makes more than two target pixels, as it does when a picture grows. */
    static Optional<PairedWeights> of(ResampleKernel kernel) {
        int count = kernel.starts.length;
        int first = kernel.starts[0];
        int[] segments = new int[count + 2];
        for (int j = 0; j < count; j++) {
            segments[j] = kernel.starts[j] - first;
        }
        segments[count] = Math.max(segments[count - 1], count > 1 ? kernel.end(count - 2) - first : 0);
        segments[count + 1] = Math.max(segments[count], kernel.end(count - 1) - first);
        long[] values = new long[segments[count + 1]];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < kernel.lengths[i]; k++) {
                int pixel = segments[i] + k;
                long weight = kernel.values[i * kernel.stride + k];
                if (pixel < segments[i + 1]) {
                    values[pixel] |= weight << Integer.SIZE;
                } else if (pixel < segments[i + 2]) {
                    values[pixel] |= weight;
                } else if (weight != 0) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new PairedWeights(segments, values));
    }
}
