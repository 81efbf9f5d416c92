package io.pokeai.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A problem of RFC 9457, as a service reports it. <b>Threads</b> immutable.
 *
 * @param code a name of {@link ErrorCode}, or one that only HTTP has; empty if there is none
 * @param title what is wrong
 * @param detail what to do about it; may be empty
 */
public record ProblemJson(String code, String title, String detail) {
    /** The media type. */
    public static final String TYPE = "application/problem+json";

    private static final JsonFactory JSON = new JsonFactory();

    /** Reads an object; empty for anything that is no problem with a title. Fields that are not known are passed over. */
    public static Optional<ProblemJson> read(byte[] text) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    fields.put(field, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(fields.get("title"))
                .map(title ->
                        new ProblemJson(fields.getOrDefault("code", ""), title, fields.getOrDefault("detail", "")));
    }

    /** The engine's code; empty if only HTTP has one. */
    public Optional<ErrorCode> known() {
        return Arrays.stream(ErrorCode.values())
                .filter(one -> one.name().equals(code))
                .findFirst();
    }
}
