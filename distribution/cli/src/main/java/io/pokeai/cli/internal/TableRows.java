package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Prediction.RankedClass;
import io.pokeai.engine.api.Result;
import java.io.PrintStream;

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
    public void write(Picture picture, Result result) {
        String name = SafeText.line(picture.path().toString());
        StringBuilder row = new StringBuilder(SafeText.left(name, picture.nameColumns()));
        if (result instanceof Result.Classified classified) {
            for (RankedClass ranked : classified.prediction().top(shape.top())) {
                row.append(GAP)
                        .append(SafeText.percent(ranked.probability()))
                        .append(GAP)
                        .append(SafeText.left(SafeText.line(ranked.label()), labelColumns));
            }
            line(row.toString().stripTrailing());
            if (shape.scores()) {
                scores(classified.prediction());
            }
        } else if (result instanceof Result.Failed failed) {
            EngineException error = failed.error();
            line(row + GAP + error.code() + ": " + SafeText.line(reason(picture, error)));
        }
        out.flush();
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
