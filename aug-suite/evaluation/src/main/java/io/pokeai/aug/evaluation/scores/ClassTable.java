package io.pokeai.aug.evaluation.scores;

import io.pokeai.aug.evaluation.ClassScores;
import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.aug.evaluation.PairwiseSum;
import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.evaluation.PythonNumbers;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.engine.dataset.PandasCsv;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The table of classes: {@code reports/test_classes_<model>.csv}.
 *
 * @param rows one for each class, in index order
 */
public record ClassTable(List<ClassRow> rows) {
    /** The rows are copied. */
    public ClassTable {
        rows = List.copyOf(rows);
    }

    /** The table of a model's predictions. */
    public static ClassTable of(Predictions predictions) {
        ConfusionMatrix matrix = predictions.confusion();
        ClassScores scores = new ClassScores(matrix);
        List<OptionalDouble> areas = OneVersusRest.areas(predictions);
        List<ClassRow> rows = new ArrayList<>(areas.size());
        for (int k = 0; k < areas.size(); k++) {
            ClassScores.Scores own = scores.of(k);
            rows.add(new ClassRow(
                    matrix.classes().get(k),
                    own,
                    own.support() == 0
                            ? Optional.empty()
                            : Optional.of(new Proportion(matrix.count(k, k), own.support()).wilson()),
                    specificity(matrix, k),
                    areas.get(k),
                    matrix.topConfusion(k)));
        }
        return new ClassTable(rows);
    }

    private static OptionalDouble specificity(ConfusionMatrix matrix, int k) {
        int others = matrix.total() - matrix.support(k);
        int taken = matrix.predictions(k) - matrix.count(k, k);
        return others == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) (others - taken) / others);
    }

    /** The mean of the areas under the ROC curves over the classes that have one; empty when no class has one. */
    public OptionalDouble macroAuc() {
        double[] areas = rows.stream()
                .flatMap(row -> row.auc().stream().boxed())
                .mapToDouble(area -> area)
                .toArray();
        return areas.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(PairwiseSum.mean(areas));
    }

    /** The file, as pandas reads it; a value that is not defined is an empty field. */
    public String toCsv() {
        StringWriter text = new StringWriter();
        PandasCsv.write(
                text,
                List.of(
                        "class",
                        "support",
                        "precision",
                        "recall",
                        "f1",
                        "wilson_lo",
                        "wilson_hi",
                        "specificity",
                        "auc_ovr",
                        "top_confusion"));
        for (ClassRow row : rows) {
            PandasCsv.write(
                    text,
                    List.of(
                            row.name(),
                            String.valueOf(row.scores().support()),
                            PythonNumbers.repr(row.scores().precision()),
                            PythonNumbers.repr(row.scores().recall()),
                            PythonNumbers.repr(row.scores().f1()),
                            row.recallInterval()
                                    .map(Interval::low)
                                    .map(PythonNumbers::repr)
                                    .orElse(""),
                            row.recallInterval()
                                    .map(Interval::high)
                                    .map(PythonNumbers::repr)
                                    .orElse(""),
                            number(row.specificity()),
                            number(row.auc()),
                            row.topConfusion().isEmpty()
                                    ? ""
                                    : rows.get(row.topConfusion().getAsInt()).name()));
        }
        return text.toString();
    }

    private static String number(OptionalDouble value) {
        return value.isEmpty() ? "" : PythonNumbers.repr(value.getAsDouble());
    }
}
