package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.ClassScores;
import io.pokeai.aug.evaluation.run.RunPredictions;
import java.io.PrintStream;
import java.util.Locale;

/** What an evaluation says on the terminal: a few lines; everything is in the files. */
final class EvaluationText {
    private EvaluationText() {}

    static void print(PrintStream out, RunPredictions answers, EvaluationProgress progress) {
        ClassScores scores = new ClassScores(answers.confusion());
        line(out, "pictures", String.format(Locale.ROOT, "%,d", answers.size()));
        line(out, "left out", String.format(Locale.ROOT, "%,d", answers.leftOut().size()));
        line(out, "accuracy", String.format(Locale.ROOT, "%.4f", scores.accuracy()));
        line(out, "macro F1", String.format(Locale.ROOT, "%.4f", scores.macroF1()));
        if (progress.asked() > 0) {
            line(out, "pictures a second", String.format(Locale.ROOT, "%,.1f", progress.rate()));
        }
    }

    private static void line(PrintStream out, String name, String value) {
        out.print(String.format(Locale.ROOT, "%-20s %9s\n", name, value));
    }
}
