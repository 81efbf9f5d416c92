package io.pokeai.aug.robustness.figures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a training run of Ultralytics, as it writes them into {@code args.yaml}: one {@code name: value} in each line.
 *
 * <p><b>Source</b> of what is applied: Ultralytics 8.3, ClassificationDataset and classify_augmentations: a resized crop and flips,
 * then a policy or else the jitter of hue, saturation and value, then erasing. Rotation, translation, shear, perspective, mosaic
 * and mixup have values in the file, too, which classification does not use.
 */
record UltralyticsArguments(Map<String, String> values) {
    private static final List<String> JITTER = List.of("hsv_h", "hsv_s", "hsv_v");

    UltralyticsArguments {
        values = Map.copyOf(values);
    }

    /** @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} when it cannot be read */
    static UltralyticsArguments read(Path file) {
        Map<String, String> values = new HashMap<>();
        RecordFile.text(file).lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0 && Character.isLetter(line.charAt(0))) {
                values.put(line.substring(0, colon).strip(), value(line.substring(colon + 1)));
            }
        });
        if (!values.containsKey("task") && !values.containsKey("model")) {
            throw RecordFile.wrong(file, "it has neither 'task' nor 'model'", null);
        }
        return new UltralyticsArguments(values);
    }

    private static String value(String text) {
        int comment = text.indexOf(" #");
        String value = (comment < 0 ? text : text.substring(0, comment)).strip();
        int last = value.length() - 1;
        boolean quoted = last > 0 && "'\"".indexOf(value.charAt(0)) >= 0 && value.charAt(0) == value.charAt(last);
        return quoted ? value.substring(1, last) : value;
    }

    /** What training pictures of a classifier went through. */
    List<String> augmentations() {
        List<String> all = new ArrayList<>();
        if (isOn("scale")) {
            all.add("random_resized_crop");
        }
        add("fliplr", all);
        add("flipud", all);
        if (isOn("auto_augment")) {
            all.add(values.getOrDefault("auto_augment", ""));
        } else {
            JITTER.forEach(name -> add(name, all));
        }
        add("erasing", all);
        return all;
    }

    private void add(String name, List<String> all) {
        if (isOn(name)) {
            all.add(name);
        }
    }

    /** Whether an argument is there, and is neither zero nor nothing. */
    private boolean isOn(String name) {
        String value = values.getOrDefault(name, "");
        try {
            return Double.parseDouble(value) != 0;
        } catch (NumberFormatException e) {
            return !List.of("", "null", "~", "none", "None", "false", "False").contains(value);
        }
    }
}
