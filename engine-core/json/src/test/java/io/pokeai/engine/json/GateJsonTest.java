package io.pokeai.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.SwapReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a gate has decided, in the report of a change and in the journal. */
class GateJsonTest {
    private static final SwapReport.Gate REFUSED =
            new SwapReport.Gate(false, "FAIL: worse by 2 points – fog.", Optional.of(Path.of("/reports/gäte.json")));
    private static final SwapReport.Gate ACCEPTED = new SwapReport.Gate(true, "PASS: as good.", Optional.empty());

    private static SwapReport report(SwapReport.Gate gate) {
        return new SwapReport(
                Instant.EPOCH,
                "ash",
                SwapReport.Operation.SWAP,
                "tiny",
                SwapReport.Outcome.DONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(gate));
    }

    private static String written(SwapReport report, String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(out)) {
            SwapJson.write(json, report, content);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aReportSaysWhatWasDecidedAndWhereTheFiguresAre() throws IOException {
        assertThat(written(report(REFUSED), "/v1/operations/7/gate"))
                .contains("\"gate\":{\"accepted\":false,\"sentence\":\"FAIL: worse by 2 points – fog.\","
                        + "\"report\":\"/reports/gäte.json\",\"content\":\"/v1/operations/7/gate\"}");
        assertThat(written(report(ACCEPTED), "/v1/operations/7/gate"))
                .contains("\"gate\":{\"accepted\":true,\"sentence\":\"PASS: as good.\"}");
    }

    @Test
    void itIsReadAgain() throws IOException {
        for (SwapReport.Gate gate : List.of(REFUSED, ACCEPTED)) {
            SwapReport report = report(gate);
            byte[] json = written(report, "/v1/operations/7/gate").getBytes(StandardCharsets.UTF_8);
            assertThat(SwapReading.report(JsonDocument.object(json)).gate()).hasValue(gate);
            assertThat(JournalJson.read(JournalJson.write(report)).gate()).hasValue(gate);
        }
    }
}
