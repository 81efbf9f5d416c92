package io.pokeai.aug.reports.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
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
     * @return unknown when the file does not exist, or says nothing about costs
     * @throws JsonProcessingException when it is not JSON
     * @throws IOException when it cannot be read
     */
    static ModelCost read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return UNKNOWN;
        }
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = new JsonFactory().createParser(in)) {
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
