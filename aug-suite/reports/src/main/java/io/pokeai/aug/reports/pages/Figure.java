package io.pokeai.aug.reports.pages;

import io.pokeai.engine.api.EngineException;

/**
 * One number of a model.
 *
 * @param id for programs: {@code accuracy}, {@code macro_f1}
 * @param name for people: {@code Accuracy}
 * @param value NaN when it is not known
 * @param low lower end of its 95 % interval, NaN when there is none
 * @param high upper end
 * @param share whether it is shown as percent
 * @param meaning one sentence: what it is, and over what
 */
public record Figure(
        String id, String name, double value, double low, double high, boolean share, String meaning) {
    /** @throws EngineException {@code INVALID_ARGUMENT} when the ends of the interval are the wrong way round */
    public Figure {
        if (low > high) {
            throw EngineException.invalidArgument(
                    name + " has an interval from " + low + " to " + high + ".", "Give the lower end first.");
        }
    }

    /** A share of 0…1 with an interval. */
    public static Figure share(String id, String name, double value, double low, double high, String meaning) {
        return new Figure(id, name, value, low, high, true, meaning);
    }

    /** A number without an interval. */
    public static Figure number(String id, String name, double value, String meaning) {
        return new Figure(id, name, value, Double.NaN, Double.NaN, false, meaning);
    }
}
