package io.pokeai.aug.reports.plots;

import io.pokeai.engine.api.EngineException;

/**
 * A share that was measured on some pictures, with its interval.
 *
 * <p><b>Units</b> shares from 0 to 1; an interval that is not known is NaN at both ends.
 *
 * @param name of what was measured: a class, a model
 * @param value measured
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record PlottedShare(String name, double value, double low, double high) {
    /** @throws EngineException {@code INVALID_ARGUMENT} when the ends are the wrong way round */
    public PlottedShare {
        if (low > high) {
            throw EngineException.invalidArgument(
                    name + " has an interval from " + low + " to " + high + ".", "Give the lower end first.");
        }
    }

    /** The lower end of the interval; the value when the interval is not known. */
    double lowOrValue() {
        return Double.isNaN(low) ? value : low;
    }

    /** The upper end of the interval; the value when the interval is not known. */
    double highOrValue() {
        return Double.isNaN(high) ? value : high;
    }
}
