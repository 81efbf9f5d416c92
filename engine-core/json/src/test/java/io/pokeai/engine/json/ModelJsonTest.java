package io.pokeai.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.Provenance.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModelJsonTest {
    @Test
    void machinesReadCertaintySourceAndRemedy() throws IOException {
        ModelSpec spec = Samples.known()
                .spec()
                .orElseThrow()
                .withProvenance(new Provenance(
                        Origin.assumed("a habit", "a line"), Origin.stated("file"), Origin.found("graph")));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(text)) {
            json.beginObject();
            ModelJson.describe(json, spec);
            json.endObject();
        }
        assertThat(text.toString(StandardCharsets.UTF_8))
                .endsWith(",\"provenance\":{\"input\":{\"certainty\":\"assumed\",\"source\":\"a habit\","
                        + "\"settled_by\":\"a line\"},\"labels\":{\"certainty\":\"stated\",\"source\":\"file\"},"
                        + "\"output\":{\"certainty\":\"found\",\"source\":\"graph\"}}}");
    }
}
