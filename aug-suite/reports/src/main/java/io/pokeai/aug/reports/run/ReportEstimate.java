package io.pokeai.aug.reports.run;

import io.pokeai.aug.reports.plots.ConfusionMap;
import io.pokeai.aug.reports.plots.PlotFonts;
import io.pokeai.aug.reports.plots.TestGrid;
import io.pokeai.aug.reports.robustness.RobustnessPage;
import io.pokeai.aug.robustness.PixelAnswers;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.report.AugmentedFiles;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What the page and the plots of a run would take.
 *
 * @param bytes of their files, at most
 * @param time about, at the speed of some pictures and one plot that were made
 */
public record ReportEstimate(long bytes, Duration time) {
    /** Of a run without page and plots. */
    public static final ReportEstimate NOTHING = new ReportEstimate(0, Duration.ZERO);

    /**
     * Makes some pictures and one plot of a plan, and throws them away.
     *
     * @throws InterruptedException when {@code cancelled} said so
     */
    static ReportEstimate of(RobustnessPlan plan, PixelAnswers asked, BooleanSupplier cancelled)
            throws InterruptedException {
        return new ReportEstimate(bytes(plan), new ReportProbe(plan, asked, cancelled).time());
    }

    /** How large the files are at most. */
    static long bytes(RobustnessPlan plan) {
        long bytes = RobustnessPage.mostBytes(plan);
        if (PlotFonts.missing().isPresent()) {
            return bytes;
        }
        long each = 0;
        for (TestedModel model : plan.models()) {
            each += TestGrid.mostBytes(plan.pictures().size())
                    + ConfusionMap.mostBytes(model.identity().classes().size());
        }
        return bytes
                + each
                        * plan.corruptions().stream()
                                .filter(AugmentedFiles::isOne)
                                .count();
    }
}
