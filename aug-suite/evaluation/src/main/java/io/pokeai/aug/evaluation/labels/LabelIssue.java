package io.pokeai.aug.evaluation.labels;

/**
 * A label that may be wrong.
 *
 * @param row among the predictions
 * @param path the picture, as its table names it
 * @param label its class by the table
 * @param suggested the class that the models think it is
 * @param confident whether they are confident of it: the row is beside the diagonal of the confident joint
 * @param selfConfidence the probability that the models give to the label, from 0 to 1; lower is more suspicious
 * @param normalizedMargin {@code (p[label] − max_{k≠label} p[k] + 1) / 2}, from 0 to 1; lower is more suspicious
 */
public record LabelIssue(
        int row,
        String path,
        int label,
        int suggested,
        boolean confident,
        float selfConfidence,
        double normalizedMargin) {}
