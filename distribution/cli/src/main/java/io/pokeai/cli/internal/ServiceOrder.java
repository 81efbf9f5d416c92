package io.pokeai.cli.internal;

import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** A change as the body that a service reads; only what is given is written. */
record ServiceOrder(SwapTarget target, SwapTerms terms, Optional<Double> weight) {
    ServiceOrder(SwapTarget target, SwapTerms terms) {
        this(target, terms, Optional.empty());
    }

    byte[] json() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(bytes)) {
            json.beginObject();
            text(json, "file", target.file().map(Object::toString));
            text(json, "from", target.model());
            text(json, "version", target.version());
            text(json, "backend", target.backend());
            if (!terms.allowed().isEmpty()) {
                json.texts(
                        "allow",
                        terms.allowed().stream()
                                .map(one -> one.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList());
            }
            if (terms.agreement()) {
                json.field("agree", true);
            }
            if (terms.gate().isPresent()) {
                json.field("gate", terms.gate().get().plan().toString());
                json.field("gate_deadline_s", terms.gate().get().deadline().toSeconds());
            }
            if (weight.isPresent()) {
                json.field("weight", weight.get());
            }
            json.field("who", terms.who());
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory is never full", e);
        }
        return bytes.toByteArray();
    }

    private static void text(JsonWriter json, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.field(field, value.get());
        }
    }
}
