package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.report.SuiteError;
import java.util.List;

/**
 * What the page of a robustness run is made of.
 *
 * @param result of the run
 * @param errors means over suites, each with what it is normalised by
 * @param figures of the result
 * @param notices sentences that a reader must not miss
 * @param pictures as the first model of the plan sees them
 */
public record RobustnessContent(
        RobustnessResult result,
        List<SuiteError> errors,
        RobustnessFigures figures,
        List<String> notices,
        CellPictures pictures) {
    /** The lists are copied. */
    public RobustnessContent {
        errors = List.copyOf(errors);
        notices = List.copyOf(notices);
    }
}
