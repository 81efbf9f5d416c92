package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.spi.ModelMetadata;
import io.pokeai.service.spi.TensorMetadata;
import java.io.IOException;
import java.util.ArrayList;
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

    private static final long ANY = -1;

    private ModelTensors() {}

    /** What the model takes and gives. */
    static ModelMetadata metadata(String name, ModelSpec spec) {
        InputSpec input = spec.input();
        long classes = spec.labels().size();
        List<TensorMetadata> outputs = new ArrayList<>();
        if (hasLogits(spec)) {
            outputs.add(tensor(LOGITS, ANY, classes));
        }
        outputs.add(tensor(PROBABILITIES, ANY, classes));
        return new ModelMetadata(
                name,
                List.of(spec.version()),
                "pokeai_" + spec.backend(),
                List.of(tensor(INPUT, ANY, 3L, (long) input.height(), (long) input.width())),
                outputs);
    }

    /** The metadata of a model, as {@code GET /v2/models/NAME} answers. */
    static void write(JsonWriter json, String name, ModelSpec spec) throws IOException {
        ModelMetadata model = metadata(name, spec);
        json.beginObject();
        json.field("name", model.name());
        json.texts("versions", model.versions());
        json.field("platform", model.platform());
        write(json, "inputs", model.inputs());
        write(json, "outputs", model.outputs());
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

    private static TensorMetadata tensor(String name, Long... shape) {
        return new TensorMetadata(name, Datatype.FP32.name(), List.of(shape));
    }

    private static void write(JsonWriter json, String field, List<TensorMetadata> tensors) throws IOException {
        json.beginArray(field);
        for (TensorMetadata tensor : tensors) {
            json.beginObject();
            json.field("name", tensor.name());
            json.field("datatype", tensor.datatype());
            json.integers("shape", tensor.shape().stream().map(Math::toIntExact).toList());
            json.endObject();
        }
        json.endArray();
    }
}
