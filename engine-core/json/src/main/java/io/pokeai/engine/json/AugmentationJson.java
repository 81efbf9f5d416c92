package io.pokeai.engine.json;

import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.spi.Perturbation;
import java.io.IOException;
import java.util.Optional;

/** A corruption, or a sequence that flip rates are measured with. <b>Threads</b> stateless. */
public final class AugmentationJson {
    private AugmentationJson() {}

    /** An object for a corruption. */
    public static void write(JsonWriter json, AugmentationInfo corruption) throws IOException {
        write(json, corruption, Optional.empty());
    }

    /**
     * An object for a corruption.
     *
     * @param suite that it belongs to
     */
    public static void write(JsonWriter json, AugmentationInfo corruption, Optional<String> suite) throws IOException {
        json.beginObject();
        describe(json, corruption, "corruption", suite);
        json.endObject();
    }

    /** An object for a sequence. */
    public static void write(JsonWriter json, Perturbation sequence) throws IOException {
        write(json, sequence, Optional.empty());
    }

    /**
     * An object for a sequence.
     *
     * @param suite that it belongs to
     */
    public static void write(JsonWriter json, Perturbation sequence, Optional<String> suite) throws IOException {
        json.beginObject();
        describe(json, sequence.info(), "sequence", suite);
        json.field("frames", sequence.frames());
        json.field("compared_with", sequence.comparesWithFirst() ? "first" : "previous");
        json.endObject();
    }

    private static void describe(JsonWriter json, AugmentationInfo info, String kind, Optional<String> suite)
            throws IOException {
        json.field("name", info.name());
        json.field("kind", kind);
        if (suite.isPresent()) {
            json.field("suite", suite.get());
        }
        json.field("id", info.id());
        json.field("family", info.family());
        json.field("severities", info.severities());
        json.field("deterministic", info.deterministic());
        json.texts("parameters", info.parameters());
        json.field("source", info.source());
    }
}
