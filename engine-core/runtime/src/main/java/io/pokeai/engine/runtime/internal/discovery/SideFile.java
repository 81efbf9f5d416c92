package io.pokeai.engine.runtime.internal.discovery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.api.backend.ModelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user declares about a model in a JSON file beside it: {@code resnet18.model.json} for {@code resnet18.onnx}.
 * It overrides what the model file says.
 *
 * <pre>{@code
 * {"name": "pets", "input": "tv256_224", "labels": ["cat", "dog"], "output": "logits", "backend": "onnx", "options": {},
 *  "batching": {"max_batch": 8, "max_delay_ms": 5}}
 * }</pre>
 *
 * All fields are optional. {@code output} is a {@link ScoreKind#id}; the option {@code positive} names the class that the one
 * output of a binary model is for.
 */
final class SideFile {
    static final String SUFFIX = ".model.json";
    static final long MAX_BYTES = 16L << 20;

    private static final String FIELDS = "name, input, labels, output, backend, options, batching";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxStringLength(Labels.MAX_LENGTH * 4)
                    .build())
            .build();

    private SideFile() {}

    /** @throws EngineException {@code MODEL_INVALID} when it is no such JSON; the problem names the file */
    static ModelSource read(Path model, Path sideFile) {
        try {
            if (Files.size(sideFile) > MAX_BYTES) {
                throw invalid(sideFile, "it is larger than " + MAX_BYTES + " bytes", null);
            }
            try (JsonParser json = JSON.createParser(Files.readAllBytes(sideFile))) {
                return read(model, json);
            }
        } catch (IOException e) {
            throw invalid(sideFile, String.valueOf(e.getMessage()), e);
        } catch (EngineException e) {
            throw new EngineException(ErrorCode.MODEL_INVALID, sideFile + ": " + e.problem(), e.remedy(), e);
        }
    }

    private static ModelSource read(Path model, JsonParser json) throws IOException {
        Optional<String> name = Optional.empty();
        Optional<InputSpec> input = Optional.empty();
        Optional<Labels> labels = Optional.empty();
        Optional<ScoreKind> output = Optional.empty();
        Optional<Batching> batching = Optional.empty();
        Map<String, String> options = new HashMap<>();
        expect(json, json.nextToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = Optional.of(text(json));
                case "input" -> input = Optional.of(InputSpec.parse(text(json)));
                case "labels" -> labels = Optional.of(Labels.of(texts(json)));
                case "output" -> output = Optional.of(ScoreKind.parse(text(json)));
                case "backend" -> options.put(ModelSpec.BACKEND, text(json));
                case "options" -> options.putAll(textMap(json));
                case "batching" -> batching = BatchingFields.read(numberMap(json), "'batching'");
                default ->
                    throw EngineException.invalidArgument(
                            "There is no field '" + field + "'.", "Fields: " + FIELDS + ".");
            }
        }
        return new ModelSource(
                model, name, input, labels, output, options, Optional.empty(), ContentHashes.reading(), batching);
    }

    private static String text(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static List<String> texts(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_ARRAY);
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(json));
        }
        return texts;
    }

    private static Map<String, String> textMap(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_OBJECT);
        Map<String, String> map = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            map.put(key, text(json));
        }
        return map;
    }

    /** Numbers as they are written. */
    private static Map<String, String> numberMap(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_OBJECT);
        Map<String, String> map = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            map.put(key, value == JsonToken.VALUE_STRING ? '"' + json.getText() + '"' : json.getText());
        }
        return map;
    }

    private static void expect(JsonParser json, @Nullable JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw EngineException.invalidArgument(
                    "Line " + json.currentLocation().getLineNr() + " has " + found + " where " + wanted
                            + " is expected.",
                    "Write an object with the fields " + FIELDS + ".");
        }
    }

    private static EngineException invalid(Path file, String why, @Nullable Throwable cause) {
        return new EngineException(
                ErrorCode.MODEL_INVALID, file + " cannot be read: " + why + ".", "Correct or remove the file.", cause);
    }
}
