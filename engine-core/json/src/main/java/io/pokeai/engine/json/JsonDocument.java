package io.pokeai.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that was read as a whole, such as the reply of a service. Fields that nobody asks for are passed over.
 *
 * <p><b>Threads</b> immutable.<br>
 * <b>Errors</b> {@link EngineException} {@code INVALID_ARGUMENT} when a field is missing or of another kind.
 */
public final class JsonDocument {
    private static final JsonFactory JSON = new JsonFactory();

    /** Texts, Long, Double, Boolean, lists and documents; JSON's null is no field. */
    private final Map<String, Object> fields;

    private JsonDocument(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** An object that is the whole text. */
    public static JsonDocument object(byte[] text) {
        if (read(text) instanceof JsonDocument document) {
            return document;
        }
        throw wrong("The JSON is not an object.");
    }

    /** An array of objects that is the whole text. */
    public static List<JsonDocument> array(byte[] text) {
        if (read(text) instanceof List<?> list) {
            return documents("", list);
        }
        throw wrong("The JSON is not an array.");
    }

    private static @Nullable Object read(byte[] text) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            Object value = value(json);
            if (json.nextToken() != null) {
                throw wrong("Something follows the JSON.");
            }
            return value;
        } catch (IOException e) {
            throw wrong("The JSON cannot be read: " + e.getMessage() + ".");
        }
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        @Nullable JsonToken token = json.currentToken();
        if (token == null) {
            throw wrong("The JSON is empty.");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String field = json.currentName();
                    json.nextToken();
                    Object value = value(json);
                    if (value != null) {
                        fields.put(field, value);
                    }
                }
                yield new JsonDocument(fields);
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static EngineException wrong(String problem) {
        return EngineException.invalidArgument(problem, "It was not written by this version of the service.");
    }

    private static EngineException missing(String field, String kind) {
        return wrong("The field '" + field + "' is missing or not " + kind + ".");
    }

    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /** All fields, in their order, for who writes them again ({@link JsonWriter#value}): texts, numbers, truths, lists and maps. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((field, value) -> values.put(field, plain(value)));
        return values;
    }

    private static Object plain(Object value) {
        if (value instanceof JsonDocument document) {
            return document.values();
        } else if (value instanceof List<?> list) {
            return list.stream()
                    .filter(Objects::nonNull)
                    .map(JsonDocument::plain)
                    .toList();
        }
        return value;
    }

    /** The names of all fields, in their order. */
    public List<String> names() {
        return List.copyOf(fields.keySet());
    }

    public String text(String field) {
        return optionalText(field).orElseThrow(() -> missing(field, "a text"));
    }

    /** Empty when there is no such field, or it is no text. */
    public Optional<String> optionalText(String field) {
        return fields.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public long integer(String field) {
        if (fields.get(field) instanceof Long value) {
            return value;
        }
        throw missing(field, "a whole number");
    }

    public double number(String field) {
        if (fields.get(field) instanceof Number value) {
            return value.doubleValue();
        }
        throw missing(field, "a number");
    }

    public boolean truth(String field) {
        if (fields.get(field) instanceof Boolean value) {
            return value;
        }
        throw missing(field, "true or false");
    }

    public JsonDocument object(String field) {
        return optionalObject(field).orElseThrow(() -> missing(field, "an object"));
    }

    /** Empty when there is no such field, or it is no object. */
    public Optional<JsonDocument> optionalObject(String field) {
        return fields.get(field) instanceof JsonDocument document ? Optional.of(document) : Optional.empty();
    }

    public List<JsonDocument> objects(String field) {
        return documents(field, list(field));
    }

    public List<String> texts(String field) {
        return list(field).stream().map(String::valueOf).toList();
    }

    /** Numbers. */
    public List<Double> numbers(String field) {
        List<Double> values = new ArrayList<>();
        for (Object value : list(field)) {
            if (!(value instanceof Number number)) {
                throw missing(field, "a list of numbers");
            }
            values.add(number.doubleValue());
        }
        return values;
    }

    /** Whole numbers. */
    public List<Integer> integers(String field) {
        List<Integer> values = new ArrayList<>();
        for (Object value : list(field)) {
            if (!(value instanceof Long number)) {
                throw missing(field, "a list of whole numbers");
            }
            values.add(Math.toIntExact(number));
        }
        return values;
    }

    private List<?> list(String field) {
        if (fields.get(field) instanceof List<?> list) {
            return list;
        }
        throw missing(field, "a list");
    }

    private static List<JsonDocument> documents(String field, List<?> list) {
        List<JsonDocument> documents = new ArrayList<>();
        for (Object value : list) {
            if (!(value instanceof JsonDocument document)) {
                throw missing(field, "a list of objects");
            }
            documents.add(document);
        }
        return documents;
    }
}
