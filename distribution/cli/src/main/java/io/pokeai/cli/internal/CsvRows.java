package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.FoldPrediction;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Prediction.RankedClass;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.command.kit.Picture;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** RFC 4180 with a header; names stay as they are, even where a spreadsheet would see a formula. */
final class CsvRows implements Rows {
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
        List<String> labels = shape.labels().asList();
        if (shape.multiLabel()) {
            header.add("positives");
        }
        if (shape.scores()) {
            if (shape.logits()) {
                labels.forEach(label -> header.add("logit:" + label));
            }
            labels.forEach(label -> header.add("probability:" + label));
        }
        if (shape.isEnsemble()) {
            header.addAll(List.of("std", "vote_entropy"));
        }
        for (int fold : shape.perFold() ? shape.folds() : List.<Integer>of()) {
            String prefix = "fold_" + fold + "_";
            header.addAll(List.of(prefix + "label", prefix + "index", prefix + "probability"));
            if (shape.scores()) {
                if (shape.logits()) {
                    labels.forEach(label -> header.add(prefix + "logit:" + label));
                }
                labels.forEach(label -> header.add(prefix + "probability:" + label));
            }
        }
        header.addAll(List.of("version", "device", "preprocess_ms", "infer_ms", "error", "message"));
        return header;
    }

    @Override
    public void write(Picture picture, Result<Path> result) throws IOException {
        List<Object> row = new ArrayList<>(List.of(picture.path().toString(), shape.model()));
        if (result instanceof Result.Classified<Path> classified) {
            Prediction prediction = classified.prediction();
            prediction.top(ranks).forEach(ranked -> add(row, ranked));
            if (shape.multiLabel()) {
                row.add(positives(prediction));
            }
            scores(row, prediction.logits(), prediction.probabilities());
            prediction
                    .disagreement()
                    .ifPresent(disagreement -> row.addAll(List.of(disagreement.std(), disagreement.voteEntropy())));
            if (shape.perFold()) {
                for (FoldPrediction fold : prediction.folds()) {
                    add(row, fold.top(1).get(0));
                    scores(row, fold.logits(), fold.probabilities());
                }
            }
            row.addAll(List.of(
                    prediction.version(),
                    prediction.device(),
                    Millis.of(prediction.timing().preprocessNanos()),
                    Millis.of(prediction.timing().inferNanos()),
                    "",
                    ""));
        } else if (result instanceof Result.Failed<Path> failed) {
            EngineException error = failed.error();
            row.addAll(Collections.nCopies(cells(), ""));
            row.addAll(List.of(
                    error.code(), Optional.ofNullable(error.getMessage()).orElse("")));
        }
        csv.printRecord(row);
        csv.flush();
    }

    /** Indices, because a name may hold any separator. */
    private static String positives(Prediction prediction) {
        return prediction.positives().stream()
                .map(ranked -> String.valueOf(ranked.index()))
                .collect(Collectors.joining(" "));
    }

    private static void add(List<Object> row, RankedClass ranked) {
        row.addAll(List.of(ranked.label(), ranked.index(), ranked.probability()));
    }

    private void scores(List<Object> row, Optional<List<Float>> logits, List<Float> probabilities) {
        if (shape.scores()) {
            if (shape.logits()) {
                // A model that was replaced meanwhile may give probabilities only; the columns stay where they are.
                row.addAll(
                        logits.<List<?>>map(all -> all).orElseGet(() -> Collections.nCopies(probabilities.size(), "")));
            }
            row.addAll(probabilities);
        }
    }

    /** The number of columns between the names and the error. */
    private int cells() {
        return header().size() - 4;
    }

    @Override
    public void close() throws IOException {
        csv.flush();
    }
}
