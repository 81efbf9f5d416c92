package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.robustness.Suite;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All figures of one model.
 *
 * @param model its title
 * @param cells one for each cell of the plan, in its order, clean pictures first
 * @param severities by suite, then by severity
 * @param classes those that have pictures, in index order
 * @param sinks for each corrupted cell the class that has the most wrong answers, and every one that {@link ErrorSink#isSink}; the
 *     smallest p first
 * @param contamination which corruptions resemble the training
 */
public record ModelFigures(
        String model,
        List<CellFigures> cells,
        List<SeverityFigures> severities,
        List<ClassFigures> classes,
        List<ErrorSink> sinks,
        Contamination contamination) {
    /** The lists are copied. */
    public ModelFigures {
        cells = List.copyOf(cells);
        severities = List.copyOf(severities);
        classes = List.copyOf(classes);
        sinks = List.copyOf(sinks);
    }

    /** One cell; empty when the plan does not have it, or no picture counts in it. */
    public Optional<CellFigures> cell(String augmentation, int severity) {
        return cells.stream()
                .filter(one -> one.cell().augmentation().equals(augmentation)
                        && one.cell().severity() == severity)
                .findFirst();
    }

    /** Those of a suite, the lowest severity first. */
    public List<SeverityFigures> severities(Suite suite) {
        return severities.stream().filter(one -> one.suite() == suite).toList();
    }

    /** The classes that lose more than others under some corruption, the smallest p first. */
    public List<ClassFragility> fragile() {
        return classes.stream()
                .flatMap(one -> one.corruptions().stream())
                .filter(ClassFragility::isFragile)
                .sorted(Comparator.comparingDouble(ClassFragility::p))
                .toList();
    }
}
