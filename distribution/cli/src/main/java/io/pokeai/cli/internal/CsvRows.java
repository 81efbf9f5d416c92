package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Prediction.RankedClass;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.ScoreKind;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** RFC 4180 with a header; names stay as they are, even where a spreadsheet would see a formula. */
final class CsvRows implements Rows {
    private static final int CELLS_PER_RANK = 3;

    private final CSVPrinter csv;
    private final RowShape shape;
    private final int ranks;

    CsvRows(PrintStream out, RowShape shape) throws IOException {
        this.shape = shape;
        this.ranks = Math.min(shape.top(), shape.labels().size());
        this.csv = new CSVPrinter(
                out, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get());
        csv.printRecord(header());
        csv.flush();
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("image", "model"));
        for (int rank = 1; rank <= ranks; rank++) {
            header.addAll(List.of("label_" + rank, "index_" + rank, "probability_" + rank));
        }
        if (shape.scores()) {
            List<String> labels = shape.labels().asList();
            if (shape.output() == ScoreKind.LOGITS) {
                labels.forEach(label -> header.add("logit:" + label));
            }
            labels.forEach(label -> header.add("probability:" + label));
        }
        header.addAll(List.of("error", "message"));
        return header;
    }

    @Override
    public void write(Picture picture, Result result) throws IOException {
        List<Object> row = new ArrayList<>(List.of(picture.path().toString(), shape.model()));
        if (result instanceof Result.Classified classified) {
            Prediction prediction = classified.prediction();
            for (RankedClass ranked : prediction.top(ranks)) {
                row.addAll(List.of(ranked.label(), ranked.index(), ranked.probability()));
            }
            if (shape.scores()) {
                if (shape.output() == ScoreKind.LOGITS) {
                    row.addAll(prediction.logits().orElse(List.of()));
                }
                row.addAll(prediction.probabilities());
            }
            row.addAll(List.of("", ""));
        } else if (result instanceof Result.Failed failed) {
            EngineException error = failed.error();
            row.addAll(Collections.nCopies(cells(), ""));
            row.addAll(List.of(
                    error.code(), Optional.ofNullable(error.getMessage()).orElse("")));
        }
        csv.printRecord(row);
        csv.flush();
    }

    private int cells() {
        int perClass = !shape.scores() ? 0 : shape.output() == ScoreKind.LOGITS ? 2 : 1;
        return ranks * CELLS_PER_RANK + perClass * shape.labels().size();
    }

    @Override
    public void close() throws IOException {
        csv.flush();
    }
}
