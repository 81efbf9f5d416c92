package io.pokeai.engine.runtime.internal.certificate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ScoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads certificates. They come from outside: everything is bounded, and no model passes a damaged one. */
public final class CertificateReader {
    private static final int MAX_TEXT = 4 * Labels.MAX_LENGTH;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(CertificateFile.MAX_BYTES)
                    .maxDocumentLength(CertificateFile.MAX_BYTES)
                    .build())
            .build();

    private final Imaging imaging;

    /** @param imaging decodes the crops */
    public CertificateReader(Imaging imaging) {
        this.imaging = imaging;
    }

    /** @throws EngineException {@code CERTIFICATE_FAILED} for anything but a whole certificate; the problem names the file */
    public Certificate read(Path file) {
        try {
            if (Files.size(file) > CertificateFile.MAX_BYTES) {
                throw wrong("it has more than " + CertificateFile.MAX_BYTES + " bytes");
            }
            try (JsonParser json = JSON.createParser(Files.readAllBytes(file))) {
                expect(json, json.nextToken(), JsonToken.START_OBJECT);
                Certificate certificate = certificate(json);
                if (json.nextToken() != null) {
                    throw wrong("something follows its end");
                }
                return certificate;
            }
        } catch (IOException | EngineException | DateTimeException e) {
            String why = reason(e);
            throw new EngineException(
                    ErrorCode.CERTIFICATE_FAILED,
                    file + " is not a certificate: " + why + (why.endsWith(".") ? "" : "."),
                    "Copy it again, write another one, or remove it.",
                    e);
        }
    }

    private static String reason(Exception e) {
        if (e instanceof EngineException known) {
            return known.problem();
        }
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            return json.getOriginalMessage() + ", line " + json.getLocation().getLineNr();
        }
        return String.valueOf(e.getMessage());
    }

    private Certificate certificate(JsonParser json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        double tolerance = Double.NaN;
        int classes = 0;
        List<Certificate.Picture> pictures = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "format",
                        "model",
                        "version",
                        "backend",
                        "device",
                        "engine",
                        "created",
                        "input",
                        "output",
                        "labels_sha256" -> texts.put(field, text(json));
                case "tolerance" -> tolerance = number(json);
                case "classes" -> classes = whole(json, Labels.MAX_CLASSES);
                case "pictures" -> {
                    expect(json, value, JsonToken.START_ARRAY);
                    requireFormat(texts);
                    pictures = pictures(json, InputSpec.parse(need(texts, "input")), classes);
                }
                default -> throw wrong("there is no field '" + field + "'");
            }
        }
        expect(json, json.currentToken(), JsonToken.END_OBJECT);
        requireFormat(texts);
        return new Certificate(
                need(texts, "model"),
                need(texts, "version"),
                need(texts, "backend"),
                need(texts, "device"),
                need(texts, "engine"),
                Instant.parse(need(texts, "created")),
                InputSpec.parse(need(texts, "input")),
                ScoreKind.parse(need(texts, "output")),
                classes,
                need(texts, "labels_sha256"),
                tolerance,
                pictures);
    }

    private List<Certificate.Picture> pictures(JsonParser json, InputSpec input, int classes) throws IOException {
        List<Certificate.Picture> pictures = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            if (pictures.size() == Certificate.MAX_PICTURES) {
                throw wrong("it has more than " + Certificate.MAX_PICTURES + " pictures");
            }
            pictures.add(picture(json, input, classes));
        }
        expect(json, json.currentToken(), JsonToken.END_ARRAY);
        return pictures;
    }

    private Certificate.Picture picture(JsonParser json, InputSpec input, int classes) throws IOException {
        Map<String, String> texts = new HashMap<>();
        List<Float> expected = List.of();
        byte[] png = {};
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "name", "sha256", "crop_sha256" -> texts.put(field, text(json));
                case "crop_png" -> {
                    expect(json, value, JsonToken.VALUE_STRING);
                    png = json.getBinaryValue();
                }
                case "expected" -> {
                    expect(json, value, JsonToken.START_ARRAY);
                    expected = scores(json, classes);
                }
                default -> throw wrong("a picture has no field '" + field + "'");
            }
        }
        expect(json, json.currentToken(), JsonToken.END_OBJECT);
        String name = need(texts, "name");
        // A picture of its own size is neither resized nor cropped.
        Image crop = imaging.crop(png, InputSpec.unchanged(input.crop()));
        if (!CertificateFile.hash(crop).equals(need(texts, "crop_sha256"))) {
            throw wrong("the crop of '" + name + "' does not have the hash that is written beside it");
        }
        return new Certificate.Picture(name, need(texts, "sha256"), crop, expected);
    }

    private static List<Float> scores(JsonParser json, int classes) throws IOException {
        List<Float> scores = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (scores.size() == classes) {
                throw wrong("a picture expects more than " + classes + " scores");
            }
            float score = (float) number(json);
            if (!Float.isFinite(score)) {
                throw wrong("a picture expects the score " + json.getText());
            }
            scores.add(score);
        }
        return scores;
    }

    private static void requireFormat(Map<String, String> texts) {
        if (!need(texts, "format").equals(CertificateFile.FORMAT)) {
            throw wrong(
                    "its format is '" + texts.get("format") + "', this engine reads '" + CertificateFile.FORMAT + "'");
        }
    }

    private static String text(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.VALUE_STRING);
        if (json.getTextLength() > MAX_TEXT) {
            throw wrong("field '" + json.currentName() + "' is longer than " + MAX_TEXT + " characters");
        }
        return json.getText();
    }

    private static double number(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null || !token.isNumeric()) {
            expect(json, token, JsonToken.VALUE_NUMBER_FLOAT);
        }
        return json.getDoubleValue();
    }

    private static int whole(JsonParser json, int most) throws IOException {
        expect(json, json.currentToken(), JsonToken.VALUE_NUMBER_INT);
        long value = json.getLongValue();
        if (value < 1 || value > most) {
            throw wrong(value + " classes are not between 1 and " + most);
        }
        return (int) value;
    }

    private static String need(Map<String, String> texts, String field) {
        String text = texts.get(field);
        if (text == null) {
            throw wrong("the field '" + field + "' is missing, or comes too late");
        }
        return text;
    }

    private static void expect(JsonParser json, @Nullable JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw wrong("line " + json.currentLocation().getLineNr() + " has " + found + " where " + wanted
                    + " is expected");
        }
    }

    private static EngineException wrong(String why) {
        return EngineException.invalidArgument(why, "");
    }
}
