package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.Provenance.Origin;
import io.pokeai.engine.api.ScoreKind;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class OriginTextTest {
    private static final String LINE = "\"input\": \"tv8_4\" in pets.model.json";

    private static ModelSpec model(Provenance provenance) {
        return FakeModels.found("pets", ScoreKind.LOGITS).spec().orElseThrow().withProvenance(provenance);
    }

    @Test
    void whatIsAssumedIsSaidWithTheLineThatSettlesIt() {
        ModelSpec model = model(Provenance.STATED.withInput(Origin.assumed("a habit", LINE)));
        assertThat(OriginText.assumptions(model))
                .containsExactly("input tv8_4 is assumed (a habit). To settle it: " + LINE + ".");
        assertThat(OriginText.said(model.provenance().input())).isEqualTo(", assumed: a habit; settle it with " + LINE);
    }

    @Test
    void whatIsKnownIsNotMentioned() {
        ModelSpec model = model(Provenance.STATED.withInput(Origin.found("the file")));
        assertThat(OriginText.assumptions(model)).isEmpty();
        assertThat(OriginText.said(model.provenance().input())).isEqualTo(", found: the file");
    }

    @Test
    void numbersForLabelsAreSaid() {
        ModelSpec model = model(Provenance.STATED.withLabels(Origin.assumed("numbers", "a classes.txt")));
        assertThat(OriginText.assumptions(model))
                .containsExactly("the class names are assumed (numbers). To settle it: a classes.txt.");
    }

    @Test
    void machinesReadCertaintySourceAndRemedy() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            OriginText.write(
                    json,
                    model(new Provenance(
                            Origin.assumed("a habit", "a line"), Origin.stated("file"), Origin.found("graph"))));
            json.writeEndObject();
        }
        assertThat(text)
                .hasToString("{\"provenance\":{\"input\":{\"certainty\":\"assumed\",\"source\":\"a habit\","
                        + "\"settled_by\":\"a line\"},\"labels\":{\"certainty\":\"stated\",\"source\":\"file\"},"
                        + "\"output\":{\"certainty\":\"found\",\"source\":\"graph\"}}}");
    }
}
