package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.reports.pages.HtmlPage;
import io.pokeai.aug.reports.pages.PageAsset;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.engine.api.InputSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How large the page of a run is at most, before it is made.
 *
 * <p>The constants are about a third above what pages with 1 to 2 models, 8 to 30 classes and 3 to 202 cells have; names count as 64 bytes.
 */
final class PageBytes {
    private static final long SENTENCES = 40_000;
    private static final long EACH_MODEL = 12_000;
    private static final long EACH_CELL = 1_000;

    /** A row of a table of classes, sinks, sequences or definitions. */
    private static final long EACH_ROW = 700;

    private static final long EACH_CARD = 1_200;

    /** Of a thumbnail as text: a JPEG of noise, the worst picture for it. */
    private static final double EACH_PIXEL = 1.5;

    private static final long EACH_THUMBNAIL = 1_200;

    private PageBytes() {}

    /** @param most the limit of pages */
    static long of(RobustnessPlan plan, List<PageAsset> scripts, long most) {
        long models = Math.min(PageLimits.FULL.models(), plan.models().size());
        long rows = PageLimits.FULL.rows();
        long cells = plan.corruptions().stream()
                .mapToLong(corruption -> corruption.severities().size())
                .sum();
        long classes = plan.models().stream()
                .mapToLong(model -> model.identity().classes().size())
                .sum();
        long tables = Math.min(rows, classes)
                + Math.min(rows, models * cells)
                + Math.min(rows, plan.sequenceCells().size())
                + Math.min(rows, cells);
        long cards = cards(plan);
        int seen = seen(plan);
        long thumbnails = cells * thumbnail(Math.min(seen, SampleSection.SIDE))
                + 2 * cards * thumbnail(Math.min(seen, BreakingSection.SIDE));
        String empty = HtmlPage.of("", "", "", scripts);
        return Math.min(
                most,
                empty.getBytes(StandardCharsets.UTF_8).length
                        + SENTENCES
                        + models * EACH_MODEL
                        + models * cells * EACH_CELL
                        + tables * EACH_ROW
                        + cards * EACH_CARD
                        + Math.min(PageLimits.FULL.thumbnailBytes(), thumbnails));
    }

    /** How many pictures the page of a plan makes again. */
    static long pictures(RobustnessPlan plan) {
        long cells = plan.corruptions().stream()
                .mapToLong(corruption -> corruption.severities().size())
                .sum();
        return cells + 2 * cards(plan);
    }

    /** Of pictures that break first. */
    private static long cards(RobustnessPlan plan) {
        int models = Math.min(PageLimits.FULL.models(), plan.models().size());
        return models
                * (long) Math.min(BreakingSection.most(models), plan.pictures().size());
    }

    /** The longer side of what the first model sees; a picture that PokeAI's script saves is larger than that. */
    private static int seen(RobustnessPlan plan) {
        InputSpec input = plan.models().get(0).input();
        return plan.corruptions().stream().anyMatch(corruption -> corruption.isSavedFor(input))
                ? BreakingSection.SIDE
                : Math.max(input.width(), input.height());
    }

    /** Of a picture as text, at most. */
    static long thumbnail(int side) {
        return EACH_THUMBNAIL + Math.round(side * side * EACH_PIXEL);
    }
}
