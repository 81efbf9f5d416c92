package io.pokeai.backend.djl.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Ultralytics' exporter writes into {@code extra/config.txt}: JSON with {@code task}, {@code imgsz} and {@code names}.
 *
 * <p><b>Source</b> {@code ultralytics/engine/exporter.py}, {@code export_torchscript}, 8.3.
 *
 * @param size width and height of the pictures
 * @param labels its class names
 */
record UltralyticsConfig(int size, Labels labels) {
    private static final String CLASSIFY = "classify";

    /**
     * Reads the text; empty when it is no JSON of Ultralytics.
     *
     * @throws EngineException {@code MODEL_INVALID} for another task or an impossible size, {@code LABELS_MISMATCH} for
     *     impossible names
     */
    static Optional<UltralyticsConfig> parse(String text) {
        String task = "";
        List<Integer> sizes = new ArrayList<>();
        Map<Integer, String> names = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                switch (field) {
                    case "task" -> task = json.getText();
                    case "imgsz" -> readSizes(json, value, sizes);
                    case "names" -> readNames(json, value, names);
                    default -> json.skipChildren();
                }
            }
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
        if (task.isEmpty() && names.isEmpty()) {
            return Optional.empty();
        }
        if (!task.equals(CLASSIFY)) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "its config.txt says task '" + task + "', which is not image classification.",
                    "Export a classification model, such as yolov8n-cls.");
        }
        return Optional.of(new UltralyticsConfig(size(sizes), labels(names)));
    }

    private static void readSizes(JsonParser json, JsonToken value, List<Integer> sizes) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            sizes.add(json.getIntValue());
        } else if (value == JsonToken.START_ARRAY) {
            while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                sizes.add(json.getIntValue());
            }
        }
    }

    private static void readNames(JsonParser json, JsonToken value, Map<Integer, String> names) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            int index = Integer.parseInt(json.currentName());
            json.nextToken();
            names.put(index, json.getText());
        }
    }

    private static int size(List<Integer> sizes) {
        boolean square = sizes.stream().distinct().count() == 1;
        if (!square || sizes.get(0) < 1 || sizes.get(0) > InputSpec.MAX_SIDE) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "its config.txt says imgsz " + sizes + ".",
                    "It has to be one size from 1 to " + InputSpec.MAX_SIDE + ", as in [224, 224].");
        }
        return sizes.get(0);
    }

    private static Labels labels(Map<Integer, String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (!names.containsKey(i)) {
                throw new EngineException(
                        ErrorCode.LABELS_MISMATCH,
                        "its config.txt has no name for class " + i + " of " + names.size() + ".",
                        "Export the model again, or declare its labels beside it.");
            }
        }
        return Labels.of(List.copyOf(names.values()));
    }
}
