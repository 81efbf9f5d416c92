package io.pokeai.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The goldens are what the command line and the journal wrote before this module was there. */
class JsonGoldenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void swapReports() throws IOException {
        for (SwapReport report : Samples.swapReports()) {
            try (JsonWriter json = JsonWriter.indented(out)) {
                SwapJson.write(json, report);
                json.line();
            }
        }
        assertThat(written()).isEqualTo(golden("swap-reports.json"));
    }

    @Test
    void swapStatesAndJournal() throws IOException {
        try (JsonWriter json = JsonWriter.indented(out)) {
            json.beginObject();
            json.beginArray("models");
            for (SwapStatus state : Samples.swapStates()) {
                SwapJson.write(json, state);
            }
            json.endArray();
            json.beginArray("journal");
            for (SwapReport report : Samples.swapReports()) {
                SwapJson.write(json, report);
            }
            json.endArray();
            json.endObject();
            json.line();
        }
        assertThat(written()).isEqualTo(golden("swap-states.json"));
    }

    @Test
    void models() throws IOException {
        write(Samples.known(), Samples.failed());
        assertThat(written()).isEqualTo(golden("models.json"));
    }

    @Test
    void noModels() throws IOException {
        write();
        assertThat(written()).isEqualTo(golden("no-models.json"));
    }

    private void write(ModelStatus... models) throws IOException {
        try (JsonWriter json = JsonWriter.indented(out)) {
            json.beginArray();
            for (ModelStatus model : models) {
                ModelJson.write(
                        json,
                        model,
                        model.spec().isPresent()
                                ? Optional.of(Samples.swapStates().get(0))
                                : Optional.empty());
            }
            json.endArray();
            json.line();
        }
    }

    @Test
    void resultsWithScoresAndFolds() throws IOException {
        results(new ResultJson.Detail(3, true, true));
        assertThat(written()).isEqualTo(golden("results-all.json"));
    }

    @Test
    void resultsInShort() throws IOException {
        results(new ResultJson.Detail(1, false, false));
        assertThat(written()).isEqualTo(golden("results-few.json"));
    }

    private void results(ResultJson.Detail detail) throws IOException {
        try (JsonWriter json = JsonWriter.compact(out)) {
            json.beginArray();
            for (Result<Path> result : Samples.results()) {
                json.line();
                ResultJson.write(json, result.picture(), result, detail);
                json.flush();
            }
            json.line();
            json.endArray();
            json.line();
        }
    }

    @Test
    void linesOfTheJournal() throws IOException {
        String[] lines = golden("journal.jsonl").split("\n");
        List<SwapReport> reports = Samples.swapReports();
        assertThat(lines).hasSameSizeAs(reports);
        for (int i = 0; i < lines.length; i++) {
            // The checksum at the end is the journal's.
            String object = lines[i].replaceFirst(",\"crc32c\":\"[0-9a-f]{8}\"}$", "}");
            assertThat(JournalJson.write(reports.get(i))).isEqualTo(object);
            assertThat(JournalJson.write(JournalJson.read(object))).isEqualTo(object);
        }
    }

    @Test
    void theStreamStaysOpen() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        OutputStream stream = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        try (JsonWriter json = JsonWriter.indented(stream)) {
            json.beginObject();
            json.endObject();
        }
        assertThat(stream).hasToString("{ }");
        assertThat(closed).isFalse();
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = JsonGoldenTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
