package io.pokeai.service.internal.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.pokeai.engine.api.WrongField;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads JSON of strangers: bounded depth, no name twice in an object, no NaN.
 *
 * <p><b>Threads</b> stateless.
 */
public final class JsonInput {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_CHARS = 100;
    private static final int MAX_NAME_CHARS = 256;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .maxNameLength(MAX_NAME_CHARS)
                    // Pictures in base64; the body has its limit.
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // Names of strangers are not kept.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private JsonInput() {}

    /** Reads one value, whose first token is the current one. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads until the last token of the value is the current one. */
        T read(JsonParser json) throws IOException;
    }

    /**
     * Reads an object that is the whole text.
     *
     * @throws HttpFailure 400 with line and column for anything that is not JSON, or no object
     */
    public static <T> T object(byte[] text, int from, int length, Reader<T> reader) {
        try (JsonParser json = JSON.createParser(text, from, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw HttpFailure.badRequest("The body is not a JSON object.", "Begin it with '{'.");
            }
            T value = reader.read(json);
            if (json.nextToken() != null) {
                throw HttpFailure.badRequest("Something follows the JSON object.", "Send one object.");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw HttpFailure.badRequest(
                    "The JSON is too deep or a part of it too long: " + where(e) + ".", "Flatten it.");
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw HttpFailure.badRequest("The JSON cannot be read: " + e.getMessage() + ".", "Correct it.");
        }
    }

    /** What is said of a text that is no JSON. */
    public static HttpFailure unreadable(JsonProcessingException e) {
        return HttpFailure.badRequest("The JSON cannot be read: " + where(e) + ".", "Correct it.");
    }

    /** A text. */
    public static String text(JsonParser json, String field) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(field, "a text");
        }
        return json.getText();
    }

    /** A truth value. */
    public static boolean truth(JsonParser json, String field) throws IOException {
        if (!json.currentToken().isBoolean()) {
            throw wrong(field, "true or false").allowing(List.of("true", "false"));
        }
        return json.getBooleanValue();
    }

    /** A whole number of at least 0. */
    public static long count(JsonParser json, String field) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            JsonParser.NumberType type = json.getNumberType();
            if (type != JsonParser.NumberType.BIG_INTEGER && json.getLongValue() >= 0) {
                return json.getLongValue();
            }
        }
        throw wrong(field, "a whole number from 0 on").allowing(List.of(WrongField.range(0, Long.MAX_VALUE)));
    }

    /** What is said of a field with a value of another kind. */
    public static HttpFailure wrong(String field, String expected) {
        return HttpFailure.badRequest("The field '" + field + "' is not " + expected + ".", "Correct it.")
                .ofField(field);
    }

    /** What is said of a field that nobody reads: a misspelt option would otherwise be no option. */
    public static HttpFailure unknown(String field, List<String> known) {
        return HttpFailure.badRequest(
                        "There is no field '" + field + "' here.", "Known: " + String.join(", ", known) + ".")
                .ofField(field)
                .allowing(known);
    }

    /** What is said of a field that has to be there. */
    public static HttpFailure missing(String field, String remedy) {
        return HttpFailure.badRequest("The field '" + field + "' is missing.", remedy)
                .ofField(field);
    }

    /** A path of this machine; nothing is looked for. */
    public static Path path(JsonParser json, String field) throws IOException {
        try {
            return Path.of(text(json, field));
        } catch (InvalidPathException e) {
            throw wrong(field, "a path");
        }
    }

    private static String where(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        String message = String.valueOf(e.getOriginalMessage());
        return message.substring(0, Math.min(message.length(), 200)) + place;
    }
}
