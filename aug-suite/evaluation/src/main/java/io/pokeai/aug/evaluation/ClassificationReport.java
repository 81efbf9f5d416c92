package io.pokeai.aug.evaluation;

import java.util.List;

/**
 * The text of scikit-learn's {@code classification_report}, over all classes of the list, under PokeAI's header.
 *
 * <p>The table shows every class, absent ones with zeros, and its macro averages are over all of them; the header's macro F1
 * and precision are over the classes that occur, as PokeAI computes them. Where a class is absent they differ by design.
 *
 * <p><b>Source</b> scikit-learn 1.9, sklearn/metrics/_classification.py ({@code classification_report}).
 */
public final class ClassificationReport {
    private static final int DIGITS = 2;
    private static final int HEADER_DIGITS = 4;
    private static final int COLUMN = 9;
    private static final String WEIGHTED = "weighted avg";

    private ClassificationReport() {}

    /**
     * PokeAI's file {@code test_classification_report_<model>.txt}.
     *
     * @param model its name
     * @param folds how many answered together
     */
    public static String file(String model, int folds, ClassScores scores) {
        return "Model: " + model + "\nFolds: " + folds + "\nTest accuracy: "
                + PythonNumbers.fixed(scores.accuracy(), HEADER_DIGITS) + "\nTest macro F1: "
                + PythonNumbers.fixed(scores.macroF1(), HEADER_DIGITS) + "\nTest macro precision: "
                + PythonNumbers.fixed(scores.macroPrecision(), HEADER_DIGITS) + "\n\n" + text(scores);
    }

    /** The table alone. */
    public static String text(ClassScores scores) {
        List<String> classes = scores.matrix().classes();
        int width = Math.max(
                WEIGHTED.length(),
                classes.stream().mapToInt(ClassificationReport::length).max().orElse(0));
        StringBuilder text = new StringBuilder(right("", width)).append(' ');
        for (String column : List.of("precision", "recall", "f1-score", "support")) {
            text.append(' ').append(right(column, COLUMN));
        }
        text.append("\n\n");
        String afterSupport = afterSupport(scores);
        for (int k = 0; k < classes.size(); k++) {
            row(text, classes.get(k), width, scores.of(k), afterSupport);
        }
        text.append('\n');
        text.append(right("accuracy", width)).append(' ');
        text.append(' ').append(right("", COLUMN)).append(' ').append(right("", COLUMN));
        text.append(' ').append(right(PythonNumbers.fixed(scores.accuracy(), DIGITS), COLUMN));
        text.append(' ')
                .append(right(scores.matrix().total() + afterSupport, COLUMN))
                .append('\n');
        row(text, "macro avg", width, scores.macroOverAll(), afterSupport);
        row(text, WEIGHTED, width, scores.weighted(), afterSupport);
        return text.toString();
    }

    /** Where not a single answer is right, scikit-learn's counts turn into floats, and it prints {@code 9.0}. */
    private static String afterSupport(ClassScores scores) {
        return scores.matrix().correct() == 0 ? ".0" : "";
    }

    private static void row(
            StringBuilder text, String name, int width, ClassScores.Scores scores, String afterSupport) {
        text.append(right(name, width)).append(' ');
        for (double value : new double[] {scores.precision(), scores.recall(), scores.f1()}) {
            text.append(' ').append(right(PythonNumbers.fixed(value, DIGITS), COLUMN));
        }
        text.append(' ').append(right(scores.support() + afterSupport, COLUMN)).append('\n');
    }

    /** Padded as Python does it: by code points, whatever their width on a screen. */
    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - length(text))) + text;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
