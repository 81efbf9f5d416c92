package io.pokeai.aug.reports.run;

import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.report.ErrorBaseline;
import io.pokeai.aug.robustness.report.SuiteError;
import io.pokeai.engine.api.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Mean errors of the suites that a run has whole. */
public final class SuiteErrors {
    private SuiteErrors() {}

    /**
     * Said before hours of work, not after.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when the plan has no suite that can be divided by the baseline
     */
    public static void requireDefined(RobustnessPlan plan, ErrorBaseline baseline) {
        if (Arrays.stream(Suite.values()).noneMatch(suite -> SuiteError.isDefined(plan, suite, baseline))
                && !baseline.equals(ErrorBaseline.NONE)) {
            throw EngineException.invalidArgument(
                    "'--normalise " + baseline.id() + "' needs all corruptions of a suite at all severities"
                            + (baseline.equals(ErrorBaseline.ALEXNET)
                                    ? ", and AlexNet's errors are known for imagenet-c alone."
                                    : "."),
                    "Run a whole suite, or leave out '--normalise'.");
        }
    }

    /** Of every model and suite: as it is, and divided by the baseline. */
    static List<SuiteError> of(RobustnessResult result, ErrorBaseline baseline) {
        List<SuiteError> errors = new ArrayList<>();
        for (TestedModel model : result.plan().models()) {
            for (Suite suite : Suite.values()) {
                SuiteError.of(result, model, suite, ErrorBaseline.NONE).ifPresent(errors::add);
                if (!baseline.equals(ErrorBaseline.NONE)) {
                    SuiteError.of(result, model, suite, baseline).ifPresent(errors::add);
                }
            }
        }
        return errors;
    }
}
