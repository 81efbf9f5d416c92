package io.pokeai.aug.reports.plots;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Curves over epochs that share an axis.
 *
 * @param axis what it shows
 * @param isShare whether values are shares from 0 to 1
 * @param curves at least one
 */
public record EpochPanel(String axis, boolean isShare, List<EpochCurve> curves) {
    /** The list is copied. */
    public EpochPanel {
        curves = List.copyOf(curves);
    }

    /** All values that can be drawn. */
    DoubleStream finite() {
        return curves.stream()
                .flatMapToDouble(curve -> curve.values().stream().mapToDouble(value -> value))
                .filter(Double::isFinite);
    }

    int epochs() {
        return curves.stream().mapToInt(curve -> curve.values().size()).max().orElse(0);
    }
}
