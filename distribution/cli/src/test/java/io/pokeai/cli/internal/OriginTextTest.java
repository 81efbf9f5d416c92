package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.Provenance.Origin;
import io.pokeai.engine.api.ScoreKind;
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
}
