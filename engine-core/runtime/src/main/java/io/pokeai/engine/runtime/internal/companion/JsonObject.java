package io.pokeai.engine.runtime.internal.companion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of bounded size. A field that is {@code null} counts as missing, as it does in Python's keyword arguments.
 *
 * @param file its name, for messages
 * @param fields texts, doubles, booleans, lists and objects by name
 */
record JsonObject(String file, Map<String, Object> fields) {
    /** A config of 100,000 class names has some megabytes. */
    private static final long MAX_BYTES = 16L << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(Labels.MAX_LENGTH * 16)
                    .maxDocumentLength(MAX_BYTES)
                    .build())
            .build();

    /**
     * @throws EngineException {@code MODEL_INVALID} for anything but one JSON object, with the file's name
     */
    static JsonObject read(Path path) {
        String name = String.valueOf(path.getFileName());
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw unreadable(name, "it is larger than " + MAX_BYTES + " bytes", null);
            }
            try (JsonParser json = JSON.createParser(Files.readAllBytes(path))) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw unreadable(name, "it is not a JSON object", null);
                }
                return new JsonObject(name, object(json, name));
            }
        } catch (JsonProcessingException e) {
            throw unreadable(name, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw unreadable(name, String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, Object> object(JsonParser json, String name) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            Object value = value(json, name);
            if (value != null) {
                fields.put(field, value);
            }
        }
        return Collections.unmodifiableMap(fields);
    }

    private static @Nullable Object value(JsonParser json, String name) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> new JsonObject(name, object(json, name));
            case START_ARRAY -> list(json, name);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static List<Object> list(JsonParser json, String name) throws IOException {
        List<Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(json, name);
            values.add(value == null ? "null" : value);
        }
        return List.copyOf(values);
    }

    Set<String> names() {
        return fields.keySet();
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    Optional<Object> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    Optional<JsonObject> object(String name) {
        return get(name).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    Optional<List<?>> list(String name) {
        return get(name).filter(List.class::isInstance).map(value -> (List<?>) value);
    }

    Optional<String> text(String name) {
        return get(name).map(value -> {
            if (value instanceof String text) {
                return text;
            }
            throw wrong(name, "a text");
        });
    }

    Optional<Boolean> flag(String name) {
        return get(name).map(value -> {
            if (value instanceof Boolean flag) {
                return flag;
            }
            throw wrong(name, "true or false");
        });
    }

    Optional<Double> number(String name) {
        return get(name).map(value -> {
            if (value instanceof Double number && Double.isFinite(number)) {
                return number;
            }
            throw wrong(name, "a number");
        });
    }

    /** What is wrong with a field. */
    EngineException wrong(String name, String expected) {
        return refused("its '" + name + "' is " + brief(fields.get(name)) + ", expected " + expected);
    }

    /** Why the engine cannot do what the file says. */
    EngineException refused(String why) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                file + ": " + why + ".",
                "Declare \"input\" in a .model.json beside the model, which counts instead of this file"
                        + " (docs/preprocessing.md).");
    }

    private static EngineException unreadable(String file, String why, @Nullable Throwable cause) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                file + " cannot be read: " + why + ".",
                "Correct the file, or declare \"input\" and \"labels\" in a .model.json beside the model.",
                cause);
    }

    static String brief(@Nullable Object value) {
        String text = value instanceof JsonObject object ? object.fields().toString() : String.valueOf(value);
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
