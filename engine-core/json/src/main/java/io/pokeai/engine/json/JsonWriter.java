package io.pokeai.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * Writes one JSON document, from its first bracket to its last.
 *
 * <pre>{@code
 * try (JsonWriter json = JsonWriter.indented(out)) {
 *     json.beginArray();
 *     for (ModelStatus model : models) {
 *         ModelJson.write(json, model, Optional.empty());
 *     }
 *     json.endArray();
 *     json.line();
 * }
 * }</pre>
 *
 * <p><b>Threads</b> confined to one.<br>
 * <b>Ownership</b> its creator closes it, which flushes; the stream stays open and remains the caller's.<br>
 * <b>Errors</b> every method throws {@link IOException} when the stream does.
 */
public final class JsonWriter implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory ASCII =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator json;

    private JsonWriter(JsonGenerator json) {
        this.json = json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** UTF-8, indented: for programs, and for people who look at what programs get. */
    public static JsonWriter indented(OutputStream out) throws IOException {
        return new JsonWriter(JSON.createGenerator(out).useDefaultPrettyPrinter());
    }

    /** UTF-8, without a blank; {@link #line} begins a line where the caller wants one. */
    public static JsonWriter compact(OutputStream out) throws IOException {
        return new JsonWriter(JSON.createGenerator(out));
    }

    /** Without a blank, and with escapes for all that is not ASCII. */
    static JsonWriter ascii(Writer out) throws IOException {
        return new JsonWriter(ASCII.createGenerator(out));
    }

    /** Opens an object: the document, or an element of an array. */
    public void beginObject() throws IOException {
        json.writeStartObject();
    }

    /** Opens an object that is a field. */
    public void beginObject(String field) throws IOException {
        json.writeObjectFieldStart(field);
    }

    /** Closes the innermost object. */
    public void endObject() throws IOException {
        json.writeEndObject();
    }

    /** Opens an array: the document, or an element of an array. */
    public void beginArray() throws IOException {
        json.writeStartArray();
    }

    /** Opens an array that is a field. */
    public void beginArray(String field) throws IOException {
        json.writeArrayFieldStart(field);
    }

    /** Closes the innermost array. */
    public void endArray() throws IOException {
        json.writeEndArray();
    }

    /** The name of a field whose value is written next, by {@code begin…} or by another class. */
    public void name(String field) throws IOException {
        json.writeFieldName(field);
    }

    /** A text. */
    public void field(String name, String value) throws IOException {
        json.writeStringField(name, value);
    }

    /** A whole number. */
    public void field(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    /** A number, in the fewest digits that read back as the same double. */
    public void field(String name, double value) throws IOException {
        json.writeNumberField(name, value);
    }

    /** A number, in the fewest digits that read back as the same float. */
    public void field(String name, float value) throws IOException {
        json.writeNumberField(name, value);
    }

    /** A truth value. */
    public void field(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    /** An array of texts. */
    public void texts(String name, List<String> values) throws IOException {
        beginArray(name);
        for (String value : values) {
            json.writeString(value);
        }
        endArray();
    }

    /** An array of whole numbers. */
    public void integers(String name, List<Integer> values) throws IOException {
        beginArray(name);
        for (int value : values) {
            json.writeNumber(value);
        }
        endArray();
    }

    /** An array of floats. */
    public void floats(String name, List<Float> values) throws IOException {
        beginArray(name);
        for (float value : values) {
            json.writeNumber(value);
        }
        endArray();
    }

    /** @param value a text, number or truth value, or a list or map of such values */
    public void value(String name, Object value) throws IOException {
        json.writeFieldName(name);
        write(value);
    }

    private void write(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                write(each);
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

    /** Begins a new line, between values or after the document. */
    public void line() throws IOException {
        json.writeRaw('\n');
    }

    /** Hands what was written until here to the stream, and flushes that. */
    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
