package io.pokeai.aug.reports.plots;

import java.util.List;

/**
 * A curve over the epochs of a training.
 *
 * @param name for its legend
 * @param values one for each epoch from the first on; one that is not finite leaves a gap
 */
public record EpochCurve(String name, List<Double> values) {
    /** The list is copied. */
    public EpochCurve {
        values = List.copyOf(values);
    }
}
