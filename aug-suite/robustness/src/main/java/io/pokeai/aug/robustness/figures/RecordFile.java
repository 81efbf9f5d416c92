package io.pokeai.aug.robustness.figures;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code training_record.json}, as docs/robustness.md describes it: {@code {"models": [{"model": "resnet18", "version": "…",
 * "augmentations": [{"name": "color_jitter"}]}]}}, or one such model alone. Other fields are for others.
 */
final class RecordFile {
    private static final long MAX_BYTES = 1L << 20;
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();

    private RecordFile(Path file) {
        this.file = file;
    }

    /**
     * How a model was trained.
     *
     * @param version content hash of the model's files, or its first digits; empty: whichever they are
     */
    record Entry(String model, String version, List<String> augmentations) {
        boolean isOf(TestedModel tested) {
            return (model.equals(tested.title()) || model.equals(tested.name()))
                    && (version.isEmpty() || tested.identity().version().startsWith(version));
        }
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} when it cannot be read, or is something else */
    static List<Entry> read(Path file) {
        RecordFile record = new RecordFile(file);
        try (JsonParser json = JSON.createParser(text(file))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw wrong(file, "it is not a JSON object", null);
            }
            record.object(json);
        } catch (IOException e) {
            throw wrong(file, "it is not valid JSON", e);
        }
        return record.entries;
    }

    private void object(JsonParser json) throws IOException {
        String model = "";
        String version = "";
        List<String> augmentations = null;
        boolean others = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("model") && value == JsonToken.VALUE_STRING) {
                model = json.getText();
            } else if (field.equals("version") && value == JsonToken.VALUE_STRING) {
                version = json.getText();
            } else if (field.equals("augmentations") && value == JsonToken.START_ARRAY) {
                augmentations = names(json);
            } else if (field.equals("models") && value == JsonToken.START_ARRAY) {
                others = true;
                objects(json);
            } else {
                json.skipChildren();
            }
        }
        if (!model.isEmpty() && augmentations != null) {
            entries.add(new Entry(model, version, augmentations));
        } else if (!others) {
            throw wrong(file, "a model has no 'model' or no 'augmentations'", null);
        }
    }

    private void objects(JsonParser json) throws IOException {
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw wrong(file, "'models' has something else than objects", null);
            }
            object(json);
        }
    }

    /** Texts, and the {@code name} of objects. */
    private List<String> names(JsonParser json) throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                names.add(json.getText());
            } else if (token == JsonToken.START_OBJECT) {
                names.add(name(json));
            } else {
                throw wrong(file, "an augmentation is neither a name nor an object with a 'name'", null);
            }
        }
        return names;
    }

    private String name(JsonParser json) throws IOException {
        String name = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("name")) {
                name = json.getText();
            } else {
                json.skipChildren();
            }
        }
        if (name.isEmpty()) {
            throw wrong(file, "an augmentation has no 'name'", null);
        }
        return name;
    }

    /** The text of a small file. */
    static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw wrong(file, "it is larger than " + MAX_BYTES + " bytes", null);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw wrong(file, "it is not a text in UTF-8 that can be read", e);
        }
    }

    static EngineException wrong(Path file, String why, @Nullable Throwable cause) {
        return new EngineException(
                ErrorCode.INVALID_ARGUMENT,
                file + " is not a training record: " + why + ".",
                "Correct it, or move it away: training is 'not known' then.",
                cause);
    }
}
