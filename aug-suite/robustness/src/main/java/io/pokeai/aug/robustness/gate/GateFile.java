package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.files.WholeFile;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes {@code gate.json}: what was asked, what was able to be seen, what was decided (docs/gate.md). */
public final class GateFile {
    private static final int FORMAT = 1;

    private GateFile() {}

    /**
     * Of a gate on all pictures.
     *
     * @param folder made if it is not there
     * @return the file
     * @throws EngineException {@code UNAVAILABLE} when it cannot be written
     */
    public static Path write(Path folder, StoredPair pair, GateReport report) {
        return write(folder, json -> {
            head(json, pair, report.terms(), report.outcome(), report.sentence(), report.limit());
            json.beginObject("family");
            json.field("drop", report.family().drop());
            bounds(json, report.family().bounds());
            json.field("p", report.family().p());
            json.field("outcome", report.family().outcome().name());
            json.endObject();
            json.beginArray("cells");
            for (int i = 0; i < report.cells().size(); i++) {
                CellVerdict cell = report.cells().get(i);
                json.beginObject();
                json.field("augmentation", cell.cell().augmentation());
                json.field("severity", cell.cell().severity());
                json.field("only_baseline", cell.rows().onlyFirst());
                json.field("only_candidate", cell.rows().onlySecond());
                json.field("drop", cell.drop());
                bounds(json, cell.bounds());
                json.field("p_max_t", cell.maxTP());
                json.field("p_holm", cell.holmP());
                json.field("worse", cell.worse());
                if (cell.worse()) {
                    json.integers("broken_rows", brokenRows(pair, i));
                }
                json.endObject();
            }
            json.endArray();
        });
    }

    /** Of a sequential gate; the same otherwise. */
    public static Path write(Path folder, StoredPair pair, SequentialReport report, DetectionLimit limit) {
        return write(folder, json -> {
            head(json, pair, report.terms(), report.outcome(), report.sentence(), limit);
            json.beginObject("sequential");
            json.field("seen", report.seen());
            json.field("drop", report.drop());
            json.field("log_evidence_worse", report.logWorse());
            json.field("log_evidence_within_margin", report.logWithin());
            json.endObject();
            json.beginArray("cells");
            for (SequentialCell cell : report.cells()) {
                json.beginObject();
                json.field("augmentation", cell.cell().augmentation());
                json.field("severity", cell.cell().severity());
                json.field("only_baseline", cell.onlyBaseline());
                json.field("only_candidate", cell.onlyCandidate());
                json.field("log_evidence_worse", cell.logEvidence());
                json.field("worse", cell.worse());
                json.endObject();
            }
            json.endArray();
        });
    }

    private static void head(
            JsonWriter json,
            StoredPair pair,
            GateTerms terms,
            GateOutcome outcome,
            String sentence,
            DetectionLimit limit)
            throws IOException {
        json.field("format", FORMAT);
        json.field("outcome", outcome.name());
        json.field("sentence", sentence);
        json.field("baseline", pair.paired().baseline());
        json.field("candidate", pair.paired().candidate());
        json.field("pictures", pair.paired().pictures());
        json.texts("notes", pair.notes());
        json.beginObject("terms");
        json.field("margin", terms.margin());
        json.field("alpha", terms.alpha());
        json.field("seed", terms.draws().seed());
        json.field("draws", terms.draws().count());
        json.endObject();
        json.beginObject("detection_limit");
        if (limit.family().isPresent()) {
            json.field("family", limit.family().getAsDouble());
        }
        if (limit.cell().isPresent()) {
            json.field("cell", limit.cell().getAsDouble());
        }
        json.field("discordance", limit.discordance());
        json.field("above_margin", limit.exceeds(terms.margin()));
        json.endObject();
    }

    private static void bounds(JsonWriter json, Interval bounds) throws IOException {
        json.field("low", bounds.low());
        json.field("high", bounds.high());
    }

    private static List<Integer> brokenRows(StoredPair pair, int cell) {
        return pair.paired().broken(cell).stream().map(pair.rows()::get).boxed().toList();
    }

    private static Path write(Path folder, Body body) {
        Path file = folder.resolve("gate.json");
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JsonWriter json = JsonWriter.indented(bytes)) {
                json.beginObject();
                body.write(json);
                json.endObject();
                json.line();
            }
            Files.createDirectories(folder);
            WholeFile.write(file, bytes.toByteArray());
            return file;
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The report of the gate cannot be written: " + file + ": " + e.getMessage() + ".",
                    "Name a folder that can be written to, with --report.",
                    e);
        }
    }

    /** The fields of the document. */
    private interface Body {
        void write(JsonWriter json) throws IOException;
    }
}
