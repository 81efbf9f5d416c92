package io.pokeai.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was read and is written again is the text of the goldens. */
class ReadingTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void statesAndReports() throws IOException {
        JsonDocument read = JsonDocument.object(golden("swap-states.json"));
        try (JsonWriter json = JsonWriter.indented(out)) {
            json.beginObject();
            json.beginArray("models");
            for (JsonDocument state : read.objects("models")) {
                SwapJson.write(json, SwapReading.status(state));
            }
            json.endArray();
            json.beginArray("journal");
            for (JsonDocument report : read.objects("journal")) {
                SwapJson.write(json, SwapReading.report(report));
            }
            json.endArray();
            json.endObject();
            json.line();
        }
        assertThat(out.toByteArray())
                .asString()
                .isEqualTo(new String(golden("swap-states.json"), StandardCharsets.UTF_8));
    }

    @Test
    void models() throws IOException {
        try (JsonWriter json = JsonWriter.indented(out)) {
            json.beginArray();
            for (JsonDocument model : JsonDocument.array(golden("models.json"))) {
                ModelReading read = ModelReading.of(model);
                ModelJson.write(json, read.model(), Optional.of(read.swap()));
            }
            json.endArray();
            json.line();
        }
        assertThat(out.toByteArray()).asString().isEqualTo(new String(golden("models.json"), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{} {}", "{\"at\":1}", "{\"at\":\"then\"}", "<html>"})
    void anythingElseIsSaidToBeWrong(String text) {
        assertThatThrownBy(() -> JsonDocument.object(text.getBytes(StandardCharsets.UTF_8))
                        .object("at"))
                .isInstanceOf(EngineException.class);
    }

    @Test
    void aProblemIsReadAndNothingElseIs() {
        assertThat(ProblemJson.read(
                        "{\"title\":\"T.\",\"x\":[1],\"code\":\"CONFLICT\"}".getBytes(StandardCharsets.UTF_8)))
                .contains(new ProblemJson("CONFLICT", "T.", ""));
        assertThat(ProblemJson.read("{\"code\":\"CONFLICT\"}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(ProblemJson.read("<html>".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(ProblemJson.read(new byte[0])).isEmpty();
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = ReadingTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
