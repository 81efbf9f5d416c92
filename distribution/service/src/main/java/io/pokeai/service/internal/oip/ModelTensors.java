package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.json.JsonWriter;
import java.io.IOException;
import java.util.List;

/**
 * What the protocol calls the tensors of a model: one input {@value #INPUT}, outputs {@value #LOGITS} (unless the model only gives
 * probabilities) and {@value #PROBABILITIES}.
 *
 * <p><b>Threads</b> stateless.
 */
final class ModelTensors {
    static final String INPUT = "images";
    static final String LOGITS = "logits";
    static final String PROBABILITIES = "probabilities";

    private static final int ANY = -1;

    private ModelTensors() {}

    /** The metadata of a model, as {@code GET /v2/models/NAME} answers. */
    static void write(JsonWriter json, String name, ModelSpec spec) throws IOException {
        InputSpec input = spec.input();
        int classes = spec.labels().size();
        json.beginObject();
        json.field("name", name);
        json.texts("versions", List.of(spec.version()));
        json.field("platform", "pokeai_" + spec.backend());
        json.beginArray("inputs");
        tensor(json, INPUT, List.of(ANY, 3, input.height(), input.width()));
        json.endArray();
        json.beginArray("outputs");
        for (String output : outputs(spec)) {
            tensor(json, output, List.of(ANY, classes));
        }
        json.endArray();
        json.endObject();
    }

    /** The outputs of a model, in their order. */
    static List<String> outputs(ModelSpec spec) {
        return hasLogits(spec) ? List.of(LOGITS, PROBABILITIES) : List.of(PROBABILITIES);
    }

    /** Folds whose probabilities are averaged have no logits together. */
    private static boolean hasLogits(ModelSpec spec) {
        return spec.output().isLogits() && spec.ensemble() != ModelSpec.EnsembleRule.MEAN_PROBABILITIES;
    }

    private static void tensor(JsonWriter json, String name, List<Integer> shape) throws IOException {
        json.beginObject();
        json.field("name", name);
        json.field("datatype", Datatype.FP32.name());
        json.integers("shape", shape);
        json.endObject();
    }
}
