package io.pokeai.aug.reports.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * What a model costs, as its {@code evaluation_<model>.json} says under {@code "run"}: {@code milliseconds_per_picture} and
 * {@code model_bytes}.
 *
 * @param latencyMillis of one picture, with all threads of the run; empty when it was not measured
 * @param bytes of the model's files; empty when it is not known
 */
public record ModelCost(OptionalDouble latencyMillis, OptionalDouble bytes) {
    /** Nothing is known. */
    public static final ModelCost UNKNOWN = new ModelCost(OptionalDouble.empty(), OptionalDouble.empty());

    /**
     * Reads a file.
     *
     * @return unknown when there is no such file, or it says nothing about costs
     * @throws IOException when it cannot be read or is not JSON
     */
    static ModelCost read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return UNKNOWN;
        }
        try (JsonParser json = new JsonFactory().createParser(Files.newInputStream(file))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return UNKNOWN;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("run") && value == JsonToken.START_OBJECT) {
                    return run(json);
                }
                json.skipChildren();
            }
        }
        return UNKNOWN;
    }

    private static ModelCost run(JsonParser json) throws IOException {
        OptionalDouble latency = OptionalDouble.empty();
        OptionalDouble bytes = OptionalDouble.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            boolean number = json.nextToken().isNumeric();
            if (number && name.equals("milliseconds_per_picture")) {
                latency = positive(json.getDoubleValue());
            } else if (number && name.equals("model_bytes")) {
                bytes = positive(json.getDoubleValue());
            } else {
                json.skipChildren();
            }
        }
        return new ModelCost(latency, bytes);
    }

    private static OptionalDouble positive(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
