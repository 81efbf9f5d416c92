package io.pokeai.aug.reports.plots;

import java.util.List;

/**
 * The colours of a heat map, a list for each kind of cell, a colour for each of the {@link CountSteps}. The page draws with
 * the same ones.
 *
 * <p><b>Units</b> {@code 0xrrggbb}.<br>
 * <b>Threads</b> immutable.
 *
 * @param errors one class taken for another
 * @param right a class taken for itself
 * @param mixed the cell of all classes that are not shown, which holds right answers and errors
 */
public record MapColours(List<Integer> errors, List<Integer> right, List<Integer> mixed) {
    /** On white. */
    public static final MapColours LIGHT = of(ColourRamp.ERRORS, ColourRamp.RIGHT, ColourRamp.MIXED);

    /** On black. */
    public static final MapColours DARK = of(ColourRamp.DARK_ERRORS, ColourRamp.DARK_RIGHT, ColourRamp.DARK_MIXED);

    private static MapColours of(ColourRamp errors, ColourRamp right, ColourRamp mixed) {
        int steps = CountSteps.FROM.size();
        return new MapColours(errors.colours(steps), right.colours(steps), mixed.colours(steps));
    }
}
