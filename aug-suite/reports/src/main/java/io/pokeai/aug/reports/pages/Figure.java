package io.pokeai.aug.reports.pages;

import io.pokeai.aug.evaluation.statistics.Interval;
import java.util.Optional;

/**
 * One number of a model.
 *
 * @param id for programs: {@code accuracy}, {@code macro_f1}
 * @param name for people: {@code Accuracy}
 * @param value NaN when it is not known
 * @param interval at 95 %
 * @param share whether it is shown as percent
 * @param meaning one sentence: what it is, and over what
 */
public record Figure(String id, String name, double value, Optional<Interval> interval, boolean share, String meaning) {
    /** A share from 0 to 1. */
    public static Figure share(String id, String name, double value, String meaning) {
        return new Figure(id, name, value, Optional.empty(), true, meaning);
    }

    /** A share from 0 to 1 with its interval. */
    public static Figure share(String id, String name, double value, Interval interval, String meaning) {
        return new Figure(id, name, value, Optional.of(interval), true, meaning);
    }

    /** A number with its interval. */
    public static Figure number(String id, String name, double value, Interval interval, String meaning) {
        return new Figure(id, name, value, Optional.of(interval), false, meaning);
    }
}
