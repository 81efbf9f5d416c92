package io.pokeai.service.internal.uploads;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.JsonInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A data set that was uploaded.
 *
 * @param id follows from the archive: the same archive is the same upload
 * @param sha256 of the archive
 * @param root folder of the class folders, relative to the unpacked archive; empty for the archive's own root
 * @param passedOver files of systems, such as {@code .DS_Store}
 * @param bytes of all pictures
 */
record Upload(
        String id, Instant created, String sha256, String root, int classes, int pictures, int passedOver, long bytes) {
    /** Of the archive's hash as many digits as keep a million uploads apart. */
    private static final int ID_DIGITS = 20;

    static String id(String sha256) {
        return sha256.substring(0, ID_DIGITS);
    }

    /** Whether a text may be an id; anything else is never looked for on the disk. */
    static boolean isId(String text) {
        return text.matches("[0-9a-f]{" + ID_DIGITS + "}");
    }

    void write(JsonWriter json) throws IOException {
        json.beginObject();
        json.field("id", id);
        json.field("created", created.toString());
        json.field("sha256", sha256);
        json.field("root", root);
        json.field("classes", classes);
        json.field("pictures", pictures);
        json.field("passed_over", passedOver);
        json.field("bytes", bytes);
        json.endObject();
    }

    byte[] toJson() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(text)) {
            write(json);
        }
        return text.toByteArray();
    }

    /** @throws HttpFailure for anything that {@link #toJson} has not written */
    static Upload read(byte[] text) {
        return JsonInput.object(text, 0, text.length, Upload::read);
    }

    private static Upload read(JsonParser json) throws IOException {
        String id = "";
        String created = "";
        String sha256 = "";
        String root = "";
        long classes = 0;
        long pictures = 0;
        long passedOver = 0;
        long bytes = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "id" -> id = JsonInput.text(json, field);
                case "created" -> created = JsonInput.text(json, field);
                case "sha256" -> sha256 = JsonInput.text(json, field);
                case "root" -> root = JsonInput.text(json, field);
                case "classes" -> classes = JsonInput.count(json, field);
                case "pictures" -> pictures = JsonInput.count(json, field);
                case "passed_over" -> passedOver = JsonInput.count(json, field);
                case "bytes" -> bytes = JsonInput.count(json, field);
                default -> json.skipChildren();
            }
        }
        try {
            return new Upload(
                    id, Instant.parse(created), sha256, root, (int) classes, (int) pictures, (int) passedOver, bytes);
        } catch (DateTimeParseException e) {
            throw HttpFailure.badRequest("The field 'created' is not a time.", "Correct it.");
        }
    }
}
