package io.pokeai.engine.runtime.internal.companion;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The class names of a {@code config.json}: {@code id2label} of Hugging Face, {@code label_names} (in old files {@code labels}) of
 * timm. Mere numbers such as {@code LABEL_0} do not count as names.
 */
final class ConfigLabels {
    private static final String ID_TO_LABEL = "id2label";
    private static final String LABEL_NAMES = "label_names";

    private ConfigLabels() {}

    /**
     * @throws EngineException {@code LABELS_MISMATCH} for a list that leaves a class out
     */
    static Optional<Labels> of(JsonObject config) {
        Optional<JsonObject> nested = config.object("pretrained_cfg");
        return named(config, ID_TO_LABEL)
                .or(() -> named(config, LABEL_NAMES))
                .or(() -> nested.flatMap(timm -> named(timm, LABEL_NAMES)))
                .or(() -> config.has("architecture") ? named(config, "labels") : Optional.empty());
    }

    private static Optional<Labels> named(JsonObject config, String field) {
        Object value = config.get(field).orElse(null);
        if (value == null) {
            return Optional.empty();
        }
        List<String> names =
                value instanceof JsonObject byIndex ? inOrder(byIndex, field) : texts(config, field, value);
        return names.isEmpty() || areNumbered(names) ? Optional.empty() : Optional.of(Labels.of(names));
    }

    private static List<String> inOrder(JsonObject byIndex, String field) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < byIndex.fields().size(); i++) {
            int index = i;
            names.add(byIndex.get(String.valueOf(i))
                    .map(String::valueOf)
                    .orElseThrow(() -> mismatch(
                            byIndex,
                            field,
                            "class " + index + " of " + byIndex.fields().size() + " has no name")));
        }
        return names;
    }

    private static List<String> texts(JsonObject config, String field, Object value) {
        if (!(value instanceof List<?> list)) {
            throw mismatch(config, field, "it is neither a list nor an object");
        }
        return list.stream().map(String::valueOf).toList();
    }

    private static boolean areNumbered(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).equals("LABEL_" + i)) {
                return false;
            }
        }
        return true;
    }

    private static EngineException mismatch(JsonObject config, String field, String why) {
        return new EngineException(
                ErrorCode.LABELS_MISMATCH,
                config.file() + ": its '" + field + "': " + why + ".",
                "Correct it, or declare the labels of the model beside it.");
    }
}
