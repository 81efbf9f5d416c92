package io.pokeai.onnx.graph.recognition;

import io.pokeai.onnx.graph.OnnxHeader.Maker;
import java.util.List;

/**
 * The axis of a tensor along which the classes lie, followed from the output of a graph back through what moves axes.
 *
 * @param index which axis, from 0; {@link #UNKNOWN} when it was lost
 * @param rank of the tensor
 */
record Axis(int index, int rank) {
    static final int UNKNOWN = -1;

    /** An axis that is not known. */
    static final Axis LOST = new Axis(UNKNOWN, Ranks.UNKNOWN);

    boolean isKnown() {
        return index != UNKNOWN;
    }

    /** An axis as an attribute names it, from the front; unknown when it counts from an unknown end. */
    static int fromFront(long axis, int rank) {
        return axis >= 0 ? (int) axis : rank == Ranks.UNKNOWN ? UNKNOWN : (int) axis + rank;
    }

    /** Whether one of the axes that an attribute names is this one. */
    static boolean isIn(List<Long> axes, int axis, int rank) {
        return axes.stream().anyMatch(each -> fromFront(each, rank) == axis);
    }

    /** Axes may have been merged or split; pictures and classes before and after are the same. */
    Axis beforeReshape(int rankBefore) {
        return rankBefore == 2 && rank == 2 ? this : LOST;
    }

    /** Where the axis is before a {@code Transpose}, {@code Squeeze} or {@code Unsqueeze}. */
    Axis before(Maker maker, Ranks ranks) {
        int before = ranks.of(maker.input(0));
        if (!isKnown() || before == Ranks.UNKNOWN) {
            return LOST;
        }
        if (maker.operator().equals("Transpose")) {
            return beforeTranspose(maker.integers().getOrDefault("perm", List.of()), before);
        }
        List<Long> axes = ranks.axes(maker);
        if (axes.isEmpty()) {
            return LOST;
        }
        return maker.operator().equals("Squeeze") ? beforeRemoval(axes, before) : beforeInsertion(axes, before);
    }

    private Axis beforeTranspose(List<Long> permutation, int rankBefore) {
        if (permutation.isEmpty()) {
            return new Axis(rankBefore - 1 - index, rankBefore);
        }
        return index < permutation.size() ? new Axis(permutation.get(index).intValue(), rankBefore) : LOST;
    }

    /** Where the axis is before others are taken out of a tensor of rank {@code rankBefore}. */
    Axis beforeRemoval(List<Long> axes, int rankBefore) {
        int left = index;
        for (int candidate = 0; candidate < rankBefore; candidate++) {
            if (!isIn(axes, candidate, rankBefore) && left-- == 0) {
                return new Axis(candidate, rankBefore);
            }
        }
        return LOST;
    }

    private Axis beforeInsertion(List<Long> axes, int rankBefore) {
        int rankAfter = rankBefore + axes.size();
        if (isIn(axes, index, rankAfter)) {
            return LOST;
        }
        int before = index;
        for (int candidate = 0; candidate < index; candidate++) {
            before -= isIn(axes, candidate, rankAfter) ? 1 : 0;
        }
        return new Axis(before, rankBefore);
    }
}
