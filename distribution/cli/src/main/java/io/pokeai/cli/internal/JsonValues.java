package io.pokeai.cli.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Lists, maps, texts, numbers and errors as JSON. */
final class JsonValues {
    private JsonValues() {}

    /** @param value a text, number or truth value, or a list or map of such values */
    static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                write(json, each);
            }
            json.writeEndArray();
        } else if (value instanceof Long || value instanceof Integer) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number) {
            json.writeNumber(number.doubleValue());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeFieldName(field);
        write(json, values);
    }

    static void error(JsonGenerator json, EngineException error) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("code", error.code().name());
        json.writeStringField("message", error.getMessage());
        json.writeEndObject();
    }
}
