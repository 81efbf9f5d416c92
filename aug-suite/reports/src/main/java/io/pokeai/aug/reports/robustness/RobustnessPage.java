package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.reports.pages.HtmlPage;
import io.pokeai.aug.reports.pages.PageAsset;
import io.pokeai.aug.reports.pages.PageNumbers;
import io.pokeai.aug.reports.pages.PageParts;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The page {@code robustness.html}: how models answer when pictures are corrupted, from one sentence for each model down to single
 * pictures.
 *
 * <p><b>Size</b> at most {@value #MOST_BYTES} bytes; what does not fit is in {@code robustness.json}, and the page says so.<br>
 * <b>Determinism</b> the same content gives the same bytes.<br>
 * <b>Threads</b> stateless.
 */
public final class RobustnessPage {
    /** A page is never larger. */
    public static final int MOST_BYTES = 10_000_000;

    private static final List<PageAsset> SCRIPTS =
            List.of(PageAsset.PLOTS, PageAsset.COMMON, PageAsset.CHARTS, PageAsset.ROBUSTNESS);

    private RobustnessPage() {}

    /** The page as UTF-8. */
    public static byte[] of(RobustnessContent content) {
        for (PageLimits limits = PageLimits.FULL; ; limits = limits.smaller()) {
            byte[] page = page(content, limits).getBytes(StandardCharsets.UTF_8);
            if (page.length <= MOST_BYTES || limits.isSmallest()) {
                return page;
            }
        }
    }

    /** How large the page of a plan is at most. */
    public static long mostBytes(RobustnessPlan plan) {
        return PageBytes.of(plan, SCRIPTS, MOST_BYTES);
    }

    /** How many pictures the page of a plan makes again, at most. */
    public static long pictures(RobustnessPlan plan) {
        return PageBytes.pictures(plan);
    }

    private static String page(RobustnessContent content, PageLimits limits) {
        RobustnessResult result = content.result();
        ShownRun run = new ShownRun(result, limits.models());
        List<PageSection> sections = sections(content, run, limits);
        StringBuilder html = new StringBuilder();
        StringBuilder links = new StringBuilder();
        sections.forEach(section -> links.append("<a href=\"#")
                .append(section.id())
                .append("\">")
                .append(section.link())
                .append("</a>"));
        int models = result.plan().models().size();
        PageParts.header(
                html,
                "Robustness",
                counted(models, "model") + ", "
                        + counted(result.plan().pictures().size(), "picture") + ", "
                        + counted(run.corruptions().size(), "corruption"),
                links.toString(),
                "Without scripts this page shows its tables and pictures; plots and differences need them.");
        html.append("<main id=\"main\">\n");
        PageParts.notices(html, content.notices());
        sections.forEach(section -> section.write(html));
        html.append("</main>\n");
        PageParts.footer(html);
        return HtmlPage.of("Robustness", html.toString(), RobustnessData.json(run), SCRIPTS);
    }

    private static String counted(int number, String noun) {
        return PageNumbers.count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    private static List<PageSection> sections(RobustnessContent content, ShownRun run, PageLimits limits) {
        PictureUrls urls = new PictureUrls(content.pictures(), limits.thumbnailBytes());
        List<PageSection> sections = new ArrayList<>();
        sections.add(new SummarySection(run, content.figures()));
        sections.add(new AccuracySection(run));
        if (CurveSection.isThere(run)) {
            sections.add(new CurveSection(run));
        }
        ErrorSection errors = new ErrorSection(run, content.errors());
        if (errors.isThere()) {
            sections.add(errors);
        }
        DifferenceSection differences = new DifferenceSection(run, content.figures());
        if (differences.isThere()) {
            sections.add(differences);
        }
        ScoreSection scores = new ScoreSection(run, content.figures());
        if (scores.isThere()) {
            sections.add(scores);
        }
        if (!run.corruptions().isEmpty()) {
            ClassSection classes = new ClassSection(run, content.figures(), limits.rows());
            if (classes.isThere()) {
                sections.add(classes);
            }
            sections.add(new SinkSection(run, content.figures(), limits.rows()));
            sections.add(new BreakingSection(run, urls));
        }
        sections.add(new SampleSection(run, urls));
        SequenceSection sequences = new SequenceSection(run, limits.rows());
        if (sequences.isThere()) {
            sections.add(sequences);
        }
        if (!content.result().leftOut().isEmpty()) {
            sections.add(new LeftOutSection(content.result().leftOut(), limits.rows()));
        }
        sections.add(new MethodSection(run, limits.rows()));
        return sections;
    }
}
