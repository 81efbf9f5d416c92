package io.pokeai.service.internal.pictures;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.JsonInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pictures in JSON: {@code {"pictures": [{"name": "cat.jpg", "data": "BASE64"}]}}, and on the lines of a stream one such picture each.
 *
 * <p><b>Threads</b> stateless.
 */
final class PicturesJson {
    private static final String LIST = "pictures";
    private static final String FORM = "{\"name\": \"cat.jpg\", \"data\": \"BASE64\"}";

    private PicturesJson() {}

    /** @throws HttpFailure 400, or 413 for too many pictures */
    static List<NamedPicture> list(byte[] body, int most) {
        return JsonInput.object(body, 0, body.length, json -> {
            List<NamedPicture> pictures = new ArrayList<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (!field.equals(LIST) || json.nextToken() != JsonToken.START_ARRAY) {
                    throw HttpFailure.badRequest(
                                    "The field '" + shortened(field) + "' is not a list of pictures.",
                                    "Send {\"pictures\": [" + FORM + "]}.")
                            .ofField(field)
                            .allowing(field.equals(LIST) ? List.of() : List.of(LIST));
                }
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    if (pictures.size() == most) {
                        throw HttpFailure.of(
                                413,
                                "TOO_MANY_PICTURES",
                                "There are more than " + most + " pictures.",
                                "Send fewer, or a stream of lines (application/x-ndjson).");
                    }
                    pictures.add(picture(json, LIST + "[" + pictures.size() + "]", String.valueOf(pictures.size())));
                }
            }
            if (pictures.isEmpty()) {
                throw HttpFailure.badRequest("The list 'pictures' is empty.", "Send {\"pictures\": [" + FORM + "]}.")
                        .ofField(LIST);
            }
            return pictures;
        });
    }

    /**
     * One line of a stream.
     *
     * @param otherwise the name of a picture that has none
     * @throws HttpFailure 400 for anything else
     */
    static NamedPicture line(byte[] line, int length, String otherwise) {
        return JsonInput.object(line, 0, length, json -> picture(json, "", otherwise));
    }

    /** @param place of the picture in the body, for errors; empty for one that is all of a line */
    private static NamedPicture picture(JsonParser json, String place, String otherwise) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw HttpFailure.badRequest("A picture is not a JSON object.", "Send " + FORM + ".")
                    .ofField(place);
        }
        String within = place.isEmpty() ? "" : place + ".";
        String name = otherwise;
        byte @Nullable [] data = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = JsonInput.text(json, within + "name");
                case "data" -> data = bytes(json, within + "data");
                default ->
                    throw HttpFailure.badRequest(
                                    "A picture has no field '" + shortened(field) + "'.", "Send " + FORM + ".")
                            .ofField(within + field)
                            .allowing(List.of("name", "data"));
            }
        }
        if (data == null) {
            throw HttpFailure.badRequest("A picture has no 'data'.", "Send " + FORM + ".")
                    .ofField(within + "data");
        }
        return NamedPicture.of(name, data);
    }

    private static byte[] bytes(JsonParser json, String field) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw JsonInput.wrong(field, "a text in base64");
        }
        try {
            return json.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS);
        } catch (JsonProcessingException e) {
            throw JsonInput.unreadable(e).ofField(field);
        } catch (IllegalArgumentException e) {
            throw HttpFailure.badRequest(
                            "The field '" + field + "' is not base64.", "Encode the bytes of the picture's file.")
                    .ofField(field);
        }
    }

    /** What a failed line means for its picture. */
    static EngineException error(HttpFailure failure) {
        return new EngineException(
                failure.code().equals(ErrorCode.OVERLOADED.name()) ? ErrorCode.OVERLOADED : ErrorCode.INVALID_ARGUMENT,
                failure.problem(),
                failure.remedy());
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
