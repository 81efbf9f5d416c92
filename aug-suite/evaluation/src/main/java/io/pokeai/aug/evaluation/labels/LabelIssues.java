package io.pokeai.aug.evaluation.labels;

import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.evaluation.PythonNumbers;
import io.pokeai.engine.dataset.PandasCsv;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Labels that may be wrong, by confident learning.
 *
 * <p>The predictions must come from models that have not seen the rows: those of fold k's validation rows from fold k's model.
 * A model that was trained on a wrong label may have learned it.
 *
 * <p>A row is a candidate when the models are confident of another class than its label (beside the diagonal of the confident
 * joint: {@link LabelIssue#confident()}), or answer another class and are not confident of the label either. Candidates are
 * ranked by self-confidence, of equals by row. The second kind is more than the paper has: where models are weak, it holds every
 * fifth wrong label.
 *
 * <p><b>Source</b> Northcutt, Jiang, Chuang, <i>Confident learning</i>, arXiv 1911.00068: the confident joint and its
 * off-diagonal rows; the margin is that of its ranking.
 *
 * @param classes the class names, in index order
 * @param joint of labels and confident classes
 * @param candidates the most suspicious first
 */
public record LabelIssues(List<String> classes, ConfidentJoint joint, List<LabelIssue> candidates) {
    /** The lists are copied. */
    public LabelIssues {
        classes = List.copyOf(classes);
        candidates = List.copyOf(candidates);
    }

    /**
     * Looks for them.
     *
     * @param outOfFold predictions of models that have not seen the rows
     */
    public static LabelIssues find(Predictions outOfFold) {
        int classes = outOfFold.classes().size();
        Thresholds thresholds = Thresholds.of(outOfFold);
        int[][] joint = new int[classes][classes];
        int[] labelled = new int[classes];
        List<LabelIssue> candidates = new ArrayList<>();
        for (int row = 0; row < outOfFold.size(); row++) {
            int label = outOfFold.truth(row);
            labelled[label]++;
            float[] probabilities = outOfFold.probabilities(row);
            int confident = thresholds.confidentClass(probabilities);
            if (confident >= 0) {
                joint[label][confident]++;
            }
            int suggested = confident >= 0 ? confident : outOfFold.predicted(row);
            if (suggested != label) {
                candidates.add(new LabelIssue(
                        row,
                        outOfFold.path(row),
                        label,
                        suggested,
                        confident >= 0,
                        probabilities[label],
                        margin(label, probabilities)));
            }
        }
        candidates.sort(Comparator.comparingDouble(LabelIssue::selfConfidence).thenComparingInt(LabelIssue::row));
        return new LabelIssues(outOfFold.classes(), new ConfidentJoint(joint, labelled), candidates);
    }

    private static double margin(int label, float... probabilities) {
        float other = 0;
        for (int k = 0; k < probabilities.length; k++) {
            if (k != label) {
                other = Math.max(other, probabilities[k]);
            }
        }
        return ((double) probabilities[label] - other + 1) / 2;
    }

    /** How many labels are estimated to be wrong, rounded; as the confident joint has it. */
    public int estimated() {
        return (int) Math.round(joint.estimatedIssues());
    }

    /** The file {@code reports/label_issues_<model>.csv}. */
    public String toCsv() {
        StringWriter text = new StringWriter();
        PandasCsv.write(
                text,
                List.of(
                        "rank",
                        "row",
                        "path",
                        "label",
                        "suggested",
                        "confident",
                        "self_confidence",
                        "normalized_margin"));
        int rank = 1;
        for (LabelIssue issue : candidates) {
            PandasCsv.write(
                    text,
                    List.of(
                            String.valueOf(rank++),
                            String.valueOf(issue.row()),
                            issue.path(),
                            classes.get(issue.label()),
                            classes.get(issue.suggested()),
                            issue.confident() ? "True" : "False",
                            PythonNumbers.repr(issue.selfConfidence()),
                            PythonNumbers.repr(issue.normalizedMargin())));
        }
        return text.toString();
    }
}
