package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.reports.pages.PageNumbers;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.metrics.BoundedMean;
import io.pokeai.aug.robustness.report.SequenceFigures;
import io.pokeai.aug.robustness.report.SequenceMean;
import io.pokeai.aug.robustness.report.SequenceRate;
import java.util.List;
import java.util.Locale;

/** How often answers change from one frame of a sequence to the next. */
final class SequenceSection implements PageSection {
    private final SequenceFigures figures;
    private final List<String> models;
    private final int most;

    /** @param most rows of the table of single sequences */
    SequenceSection(ShownRun run, int most) {
        this.figures = SequenceFigures.of(run.result());
        this.models = run.models().stream().map(TestedModel::title).toList();
        this.most = most;
    }

    boolean isThere() {
        return models.stream().anyMatch(model -> !figures.rates(model).isEmpty());
    }

    @Override
    public String id() {
        return "sequences";
    }

    @Override
    public String link() {
        return "Sequences";
    }

    @Override
    public void write(StringBuilder html) {
        html.append(
                        "<section id=\"sequences\"><h2>Does the answer flip while a picture changes slowly?</h2><p><b>mFP</b>: the share of")
                .append(
                        " compared frames with another answer; <b>uT5D</b>: how far the five best classes move. Both are means over")
                .append(" sequences and not normalised. Lower is better; ranges are 95 % intervals over pictures.</p>");
        if (models.stream().anyMatch(model -> !figures.means(model).isEmpty())) {
            means(html);
        }
        html.append("<details><summary>Each sequence</summary>");
        rates(html);
        html.append("</details></section>\n");
    }

    private void means(StringBuilder html) {
        TableText table = TableText.begin(
                html,
                "Means over sequences",
                "",
                "Model",
                "#Difficulty",
                "#mFP, not normalised",
                "#uT5D, not normalised",
                "#Sequences",
                "#Pictures");
        for (String model : models) {
            for (SequenceMean mean : figures.means(model)) {
                table.row().name(model).number(mean.difficulty(), String.valueOf(mean.difficulty()));
                share(table, mean.flipProbability());
                distance(table, mean.top5Distance());
                table.number(mean.sequences(), mean.sequences() + " of " + SequenceMean.OF);
                table.count(mean.pictures()).endRow();
            }
        }
        table.end();
    }

    private void rates(StringBuilder html) {
        TableText table = TableText.begin(
                html,
                "Sequences",
                "tall dense",
                "Model",
                "Sequence",
                "#Difficulty",
                "#Flips",
                "#Top-5 distance",
                "#Frames",
                "Compared with",
                "#Pictures");
        models.stream()
                .flatMap(model -> figures.rates(model).stream())
                .limit(most)
                .forEach(rate -> rate(table, rate));
        table.end();
    }

    private static void rate(TableText table, SequenceRate rate) {
        table.row().name(rate.model()).name(rate.sequence());
        table.number(rate.difficulty(), String.valueOf(rate.difficulty()));
        share(table, rate.flipProbability());
        distance(table, rate.top5Distance());
        table.count(rate.frames()).text(rate.comparesWithFirst() ? "the first frame" : "the frame before");
        table.count(rate.pictures()).endRow();
    }

    private static void share(TableText table, BoundedMean mean) {
        table.number(
                mean.value(),
                PageNumbers.share(mean.value())
                        + TableText.below(mean.interval().map(PageNumbers::interval)));
    }

    private static void distance(TableText table, BoundedMean mean) {
        table.number(
                mean.value(),
                fixed(mean.value()) + TableText.below(mean.interval().map(SequenceSection::text)));
    }

    private static String text(Interval interval) {
        return fixed(interval.low()) + " to " + fixed(interval.high());
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
