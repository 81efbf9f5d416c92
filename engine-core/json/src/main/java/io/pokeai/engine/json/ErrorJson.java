package io.pokeai.engine.json;

import io.pokeai.engine.api.EngineException;
import java.io.IOException;

/** An error, as the field {@code error}. <b>Threads</b> stateless. */
public final class ErrorJson {
    private static final String FIELD = "error";

    private ErrorJson() {}

    /** With the whole message: of an input that failed, or of a model that cannot be used. */
    public static void write(JsonWriter json, EngineException error) throws IOException {
        json.beginObject(FIELD);
        json.field("code", error.code().name());
        json.field("message", String.valueOf(error.getMessage()));
        json.endObject();
    }

    /** With the whole message, and with problem and remedy apart as well: of a model in a list. */
    static void writeAll(JsonWriter json, EngineException error) throws IOException {
        json.beginObject(FIELD);
        json.field("code", error.code().name());
        json.field("message", String.valueOf(error.getMessage()));
        json.field("problem", error.problem());
        json.field("remedy", error.remedy());
        json.endObject();
    }

    /** With problem and remedy apart: of a change, after which a person decides what to do. */
    public static void writeParts(JsonWriter json, EngineException error) throws IOException {
        json.beginObject(FIELD);
        json.field("code", error.code().name());
        json.field("problem", error.problem());
        json.field("remedy", error.remedy());
        json.endObject();
    }
}
