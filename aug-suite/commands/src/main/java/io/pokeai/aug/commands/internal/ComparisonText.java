package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.compare.PairedComparison;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.reports.models.ComparedModel;
import io.pokeai.aug.reports.models.ModelComparison;
import io.pokeai.engine.command.kit.SafeText;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a comparison says on the terminal: a table, and how sure its order is. */
final class ComparisonText {
    private static final int MOST_SENTENCES = 10;
    private static final int INTERVAL = 16;
    private static final int NUMBER = 10;

    private ComparisonText() {}

    static void print(PrintStream out, ModelComparison comparison) {
        int name = comparison.models().stream()
                .mapToInt(model -> SafeText.width(SafeText.line(model.name())))
                .reduce("MODEL".length(), Math::max);
        boolean folds = comparison.summaries().hasFolds();
        out.print(SafeText.left("MODEL", name) + SafeText.right("ACCURACY", NUMBER) + "  "
                + SafeText.left("95 % INTERVAL", INTERVAL) + SafeText.right("MACRO F1", NUMBER)
                + SafeText.right("PRECISION", NUMBER + 1) + (folds ? SafeText.right("FOLDS", NUMBER) : "") + '\n');
        for (ComparedModel model : comparison.models()) {
            out.print(SafeText.left(SafeText.line(model.name()), name)
                    + number(model.means().accuracy(), NUMBER) + "  "
                    + SafeText.left(interval(model.accuracyInterval()), INTERVAL)
                    + number(model.means().f1(), NUMBER)
                    + number(model.means().precision(), NUMBER + 1)
                    + (folds
                            ? SafeText.right(
                                    String.valueOf(model.means().folds().orElse(0)), NUMBER)
                            : "")
                    + '\n');
        }
        List<PairedComparison> ranking = comparison.ranking();
        ranking.stream().limit(MOST_SENTENCES).forEach(pair -> out.print(SafeText.line(pair.verdict()) + '\n'));
        if (ranking.size() > MOST_SENTENCES) {
            out.print("and " + (ranking.size() - MOST_SENTENCES) + " more; reports/compare.html has all.\n");
        }
        comparison.remarks().forEach(remark -> out.print("note: " + SafeText.line(remark) + '\n'));
    }

    private static String number(double value, int columns) {
        return SafeText.right(Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value), columns);
    }

    private static String interval(Optional<Interval> interval) {
        return interval.map(ends -> String.format(Locale.ROOT, "%.3f to %.3f", ends.low(), ends.high()))
                .orElse("–");
    }
}
