package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.labels.LabelIssues;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.evaluation.summary.Evaluation;
import io.pokeai.aug.evaluation.summary.LeakAdjusted;
import io.pokeai.aug.reports.evaluate.ModelEvaluation;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;

/** What an evaluation says on the terminal: a few lines; everything is in the files. */
final class EvaluationText {
    private static final int BEST = 5;
    private static final double MILLIS = 1000;

    private final PrintStream out;

    private EvaluationText(PrintStream out) {
        this.out = out;
    }

    static void print(CliSession session, ModelEvaluation.Report report) {
        new EvaluationText(session.out()).print(session.directory(), report);
    }

    private void print(Path directory, ModelEvaluation.Report report) {
        Evaluation evaluation = report.evaluation();
        line("pictures", count(evaluation.answers().size()), "");
        if (!report.leftOut().isEmpty()) {
            line("left out", count(report.leftOut().size()), "");
        }
        share("accuracy", evaluation.accuracy(), "");
        evaluation.leakAdjusted().ifPresent(this::leaks);
        if (evaluation.answers().classes().size() > BEST) {
            share("top-5 accuracy", evaluation.topK(BEST).hits(), "");
        }
        line(
                "macro F1",
                figure(evaluation.scores().macroF1()),
                interval(evaluation.resampled().macroF1(), ""));
        line(
                "calibration error",
                figure(evaluation.calibration().debiasedExpectedError()),
                interval(evaluation.calibration().expectedErrorInterval(), " (ECE, debiased)"));
        evaluation.labelIssues().ifPresent(this::issues);
        speed(evaluation.run().millisecondsPerPicture());
        report.notes().forEach(note -> out.print("note: " + SafeText.line(note) + '\n'));
        Path page = report.files().get(report.files().size() - 1);
        Path shown = page.startsWith(directory) ? directory.relativize(page) : page;
        out.print("look at: " + SafeText.line(shown.toString()) + '\n');
    }

    private void leaks(LeakAdjusted leaks) {
        int seen = leaks.withTwin().map(Proportion::total).orElse(0);
        if (seen > 0) {
            leaks.withTwin().ifPresent(share -> share("  seen in training", share, " of " + count(share.total())));
            leaks.withoutTwin().ifPresent(share -> share("  not seen", share, " of " + count(share.total())));
        }
    }

    private void issues(LabelIssues issues) {
        line(
                "suspicious labels",
                count(issues.candidates().size()),
                "wrong labels, by estimate: " + count(issues.estimated()));
    }

    private void speed(OptionalDouble millisecondsPerPicture) {
        millisecondsPerPicture.ifPresent(
                each -> line("pictures a second", String.format(Locale.ROOT, "%,.1f", MILLIS / each), ""));
    }

    private void share(String name, Proportion share, String more) {
        line(name, figure(share.value()), interval(share.wilson(), more));
    }

    private static String interval(Interval interval, String more) {
        return String.format(Locale.ROOT, "95 %%: %.3f to %.3f%s", interval.low(), interval.high(), more);
    }

    private void line(String name, String value, String more) {
        out.print(String.format(Locale.ROOT, "%-18s %9s  %s", name, value, more).stripTrailing() + '\n');
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
