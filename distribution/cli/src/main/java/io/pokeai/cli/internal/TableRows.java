package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.FoldPrediction;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Prediction.RankedClass;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.command.kit.Picture;
import io.pokeai.engine.command.kit.SafeText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Rows for people. */
final class TableRows implements Rows {
    private static final int MAX_LABEL_COLUMNS = 24;
    private static final String GAP = "  ";

    private final PrintStream out;
    private final RowShape shape;
    private final int labelColumns;

    TableRows(PrintStream out, RowShape shape) {
        this.out = out;
        this.shape = shape;
        this.labelColumns = Math.min(
                MAX_LABEL_COLUMNS,
                shape.labels().asList().stream().mapToInt(SafeText::width).max().orElse(0));
    }

    @Override
    public void write(Picture picture, Result<Path> result) {
        String name = SafeText.line(picture.path().toString());
        String row = SafeText.left(name, picture.nameColumns());
        if (result instanceof Result.Classified<Path> classified) {
            line(row
                    + ranking(
                            shown(classified.prediction()),
                            classified.prediction().isMultiLabel()));
            if (shape.scores()) {
                scores(classified.prediction());
            }
            if (shape.perFold()) {
                folds(classified.prediction(), Math.max(SafeText.width(name), picture.nameColumns()));
            }
        } else if (result instanceof Result.Failed<Path> failed) {
            EngineException error = failed.error();
            line(row + GAP + error.code() + ": " + SafeText.line(reason(picture, error)));
        }
        out.flush();
    }

    /** The best classes; of a multi-label model all that the picture has, however many. */
    private List<RankedClass> shown(Prediction prediction) {
        int positives = prediction.isMultiLabel() ? prediction.positives().size() : 0;
        return prediction.top(Math.max(shape.top(), positives));
    }

    /** Of a multi-label model, the labels that the picture has are marked. */
    private String ranking(List<RankedClass> ranking, boolean marked) {
        StringBuilder text = new StringBuilder();
        for (RankedClass ranked : ranking) {
            String mark = !marked ? "" : ranked.probability() >= Prediction.THRESHOLD ? "*" : " ";
            text.append(GAP)
                    .append(mark)
                    .append(SafeText.percent(ranked.probability()))
                    .append(GAP)
                    .append(SafeText.left(SafeText.line(ranked.label()), labelColumns));
        }
        return text.toString().stripTrailing();
    }

    /** Below the row, each fold in its columns; then how much they differ. */
    private void folds(Prediction prediction, int nameColumns) {
        for (FoldPrediction fold : prediction.folds()) {
            line(SafeText.right("fold " + fold.fold(), nameColumns)
                    + ranking(fold.top(shape.top()), prediction.isMultiLabel()));
        }
        prediction
                .disagreement()
                .ifPresent(disagreement -> line(SafeText.right("", nameColumns)
                        + GAP
                        + String.format(
                                Locale.ROOT,
                                "std %.4f, vote entropy %.4f",
                                disagreement.std(),
                                disagreement.voteEntropy())));
    }

    private void scores(Prediction prediction) {
        Labels labels = prediction.labels();
        for (int i = 0; i < labels.size(); i++) {
            int index = i;
            String logit = prediction
                    .logits()
                    .map(logits -> GAP + SafeText.right(logits.get(index).toString(), 14))
                    .orElse("");
            line(GAP
                    + SafeText.right(String.valueOf(i), 6)
                    + GAP
                    + SafeText.left(SafeText.line(labels.get(i)), labelColumns)
                    + logit
                    + GAP
                    + SafeText.right(prediction.probabilities().get(i).toString(), 14));
        }
    }

    // The row starts with the name already.
    private static String reason(Picture picture, EngineException error) {
        String problem = error.problem();
        for (String prefix : new String[] {picture.path() + ": ", picture.path().getFileName() + ": "}) {
            if (problem.startsWith(prefix)) {
                return problem.substring(prefix.length());
            }
        }
        return problem;
    }

    private void line(String text) {
        out.print(text + '\n');
    }

    @Override
    public void close() {
        out.flush();
    }
}
