package io.pokeai.aug.reports.run;

import io.pokeai.aug.reports.pages.Thumbnail;
import io.pokeai.aug.reports.plots.ConfusionMap;
import io.pokeai.aug.reports.plots.PlotFonts;
import io.pokeai.aug.reports.plots.TestGrid;
import io.pokeai.aug.reports.robustness.RobustnessPage;
import io.pokeai.aug.robustness.CorruptedPictures;
import io.pokeai.aug.robustness.PixelAnswers;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.report.AugmentedFiles;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How long a page and plots take: some of the page's pictures and one pair of plots are made, as the first model sees them.
 *
 * @param cancelled asked before each picture and each plot
 */
record ReportProbe(RobustnessPlan plan, PixelAnswers asked, BooleanSupplier cancelled) {
    private static final int PICTURES = 24;
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** A prime, so that the pictures spread over cells and rows. */
    private static final int STRIDE = 7919;

    private static final int SIDE = 112;

    Duration time() throws InterruptedException {
        CorruptedPictures seen = CorruptedPictures.of(plan, plan.models().get(0), asked);
        return pictures(seen).plus(plots(seen));
    }

    private Duration pictures(CorruptedPictures seen) throws InterruptedException {
        List<Cell> cells = plan.corruptions().stream()
                .flatMap(corruption -> corruption.severities().stream().map(severity -> new Cell(corruption, severity)))
                .toList();
        long wanted = RobustnessPage.pictures(plan);
        long start = System.nanoTime();
        int made = 0;
        while (made < Math.min(PICTURES, wanted) && System.nanoTime() - start < LONGEST.toNanos()) {
            stopIfTold();
            Cell cell = cells.get(made * STRIDE % cells.size());
            int row = made * STRIDE % plan.pictures().size();
            seen.picture(row, cell.corruption(), cell.severity()).ifPresent(picture -> Thumbnail.url(picture, SIDE));
            made++;
        }
        return Duration.ofNanos((System.nanoTime() - start) / Math.max(1, made) * wanted);
    }

    private record Cell(PlannedCorruption corruption, int severity) {}

    private Duration plots(CorruptedPictures seen) throws InterruptedException {
        List<PlannedCorruption> drawn =
                plan.corruptions().stream().filter(AugmentedFiles::isOne).toList();
        if (drawn.isEmpty() || PlotFonts.missing().isPresent()) {
            return Duration.ZERO;
        }
        TestedModel model = plan.models().get(0);
        ProbeAnswers answers = new ProbeAnswers(model, plan.pictures());
        long start = System.nanoTime();
        stopIfTold();
        int grid = TestGrid.draw(answers, row -> seen.picture(row, drawn.get(0), 1)).length;
        stopIfTold();
        int map = ConfusionMap.clustered(model.title(), answers.confusion()).length;
        if (grid == 0 || map == 0) {
            throw new IllegalStateException("a plot is empty");
        }
        return Duration.ofNanos(
                (System.nanoTime() - start) * drawn.size() * plan.models().size());
    }

    private void stopIfTold() throws InterruptedException {
        if (cancelled.getAsBoolean() || Thread.interrupted()) {
            throw new InterruptedException("told to stop");
        }
    }
}
