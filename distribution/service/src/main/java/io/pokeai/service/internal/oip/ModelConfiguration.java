package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What Triton's model configuration has that means something here: tensors without their batch axis, the largest request, batching,
 * and, as {@code parameters}, what a client needs that prepares pictures by itself.
 *
 * <p><b>Source</b> Triton, {@code extension_model_configuration.md}; the names are those of {@code model_config.proto}.
 *
 * @param mostPictures of one request
 * @param threads that may infer at once
 */
record ModelConfiguration(String name, ModelSpec spec, Batching batching, int mostPictures, int threads) {
    private static final String FLOATS = "TYPE_FP32";
    private static final int CHANNELS = 3;

    void write(JsonWriter json) throws IOException {
        InputSpec input = spec.input();
        json.beginObject();
        json.field("name", name);
        json.field("platform", "pokeai_" + spec.backend());
        json.field("backend", spec.backend());
        json.field("max_batch_size", mostPictures);
        json.beginArray("input");
        json.beginObject();
        json.field("name", ModelTensors.INPUT);
        json.field("data_type", FLOATS);
        json.field("format", "FORMAT_NCHW");
        json.integers("dims", List.of(CHANNELS, input.height(), input.width()));
        json.endObject();
        json.endArray();
        json.beginArray("output");
        for (String output : ModelTensors.outputs(spec)) {
            json.beginObject();
            json.field("name", output);
            json.field("data_type", FLOATS);
            json.integers("dims", List.of(spec.labels().size()));
            json.endObject();
        }
        json.endArray();
        json.beginArray("instance_group");
        json.beginObject();
        json.field("name", name);
        json.field("count", threads);
        json.endObject();
        json.endArray();
        if (!batching.isOff()) {
            json.beginObject("dynamic_batching");
            json.integers("preferred_batch_size", List.of(batching.maxBatch()));
            json.field("max_queue_delay_microseconds", batching.maxDelay().toNanos() / 1000);
            json.endObject();
        }
        json.value(
                "parameters",
                Map.of("version", Map.of("string_value", spec.version()), "input", Map.of("string_value", input.id())));
        json.endObject();
    }
}
