package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.files.TextFile;
import io.pokeai.engine.json.JsonDocument;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code training_record.json}: how each model of the folder was trained. Robustness runs read the augmentations, and receipts keep
 * the file.
 */
record TrainingRecordFile(Path artifacts) {
    private static final String MODELS = "models";
    private static final String MODEL = "model";

    /**
     * Puts what is known of one model in the place of what was there of it; other models stay.
     *
     * @param entry texts, numbers, lists and maps; has the model's name as {@code model}
     */
    void put(Map<String, Object> entry) {
        List<Map<String, Object>> models = read();
        models.removeIf(other -> String.valueOf(other.get(MODEL)).equals(entry.get(MODEL)));
        models.add(entry);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.indented(bytes)) {
            json.beginObject();
            json.value(MODELS, models);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TextFile.write(file(), bytes.toString(StandardCharsets.UTF_8));
    }

    /** Numbers as numbers, and yes and no as such. */
    static Map<String, Object> typed(Map<String, String> values) {
        Map<String, Object> typed = new LinkedHashMap<>();
        values.forEach((name, text) -> typed.put(name, typed(text)));
        return typed;
    }

    private static Object typed(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.matches("-?[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        return text.matches("-?[0-9]+\\.[0-9]+(E-?[0-9]+)?") ? (Object) Double.valueOf(text) : text;
    }

    /** Names of augmentations in the form of a record. */
    static List<Map<String, String>> named(Collection<String> augmentations) {
        return augmentations.stream().map(name -> Map.of("name", name)).toList();
    }

    /** What is known of a model; empty when nothing is. */
    Optional<Map<String, Object>> find(String model) {
        return read().stream().filter(entry -> model.equals(entry.get(MODEL))).findFirst();
    }

    private Path file() {
        return artifacts.resolve("training_record.json");
    }

    private List<Map<String, Object>> read() {
        List<Map<String, Object>> models = new ArrayList<>();
        if (!Files.isRegularFile(file())) {
            return models;
        }
        try {
            JsonDocument record = JsonDocument.object(Files.readAllBytes(file()));
            if (record.has(MODELS)) {
                record.objects(MODELS).forEach(model -> models.add(new LinkedHashMap<>(model.values())));
            } else if (record.has(MODEL)) {
                models.add(new LinkedHashMap<>(record.values()));
            }
            return models;
        } catch (IOException e) {
            throw FoldFiles.unreadable(file(), e);
        } catch (EngineException e) {
            throw EngineException.invalidArgument(
                    file() + " is not a training record: " + e.getMessage(), "Correct it, or move it away.");
        }
    }
}
