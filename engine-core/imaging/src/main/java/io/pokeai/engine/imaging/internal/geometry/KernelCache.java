package io.pokeai.engine.imaging.internal.geometry;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights of the sizes that were used last: pictures of one camera all need the same.
 *
 * <p>Bounded in number and in memory (a weight is 4 bytes, and 8 more where the axis shrinks): at most {@value #ENTRIES} axes of {@value #LARGEST} weights.
 *
 * <p><b>Threads</b> safe.
 */
final class KernelCache {
    private static final int ENTRIES = 64;
    private static final int LARGEST = 1 << 16;

    private final Map<AxisPlan, ResampleKernel> used = new LinkedHashMap<>(ENTRIES * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AxisPlan, ResampleKernel> eldest) {
            return size() > ENTRIES;
        }
    };

    ResampleKernel of(AxisPlan axis) {
        synchronized (used) {
            ResampleKernel known = used.get(axis);
            if (known != null) {
                return known;
            }
        }
        ResampleKernel made = ResampleKernel.of(axis);
        if (made.size() <= LARGEST) {
            synchronized (used) {
                used.put(axis, made);
            }
        }
        return made;
    }
}
