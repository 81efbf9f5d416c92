package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the Python project's {@code configs/default.yml} says about its model; the engine ignores the rest of that file.
 *
 * <pre>{@code
 * model:
 *   backend: yolo                # or torchvision
 *   name: yolov8n-cls
 *   folds: 5
 *   dir: artifacts               # relative to the folder of configs/
 *   yolo_name: pokemon_yolo_cls
 * }</pre>
 *
 * @param file which was read
 * @param values what it decides
 * @param backend as it is written
 */
record ProjectFile(Optional<Path> file, Map<CliSetting, SettingValue> values, Optional<String> backend) {
    private static final List<String> NAMES = List.of("configs/default.yml", "configs/default.yaml");
    private static final ProjectFile NONE = new ProjectFile(Optional.empty(), Map.of(), Optional.empty());

    /**
     * Looks in the artifacts folder, beside it, and where the command is called.
     *
     * @param artifacts if it is decided already
     * @throws EngineException {@code INVALID_ARGUMENT} when the file cannot be understood
     */
    static ProjectFile find(Optional<Path> artifacts, Path directory) {
        Optional<Path> beside = artifacts.flatMap(folder -> Optional.ofNullable(folder.getParent()));
        for (Optional<Path> folder : List.of(artifacts, beside, Optional.of(directory))) {
            for (String name : NAMES) {
                Optional<Path> file = folder.map(home -> home.resolve(name)).filter(Files::isRegularFile);
                if (file.isPresent()) {
                    return read(file.get(), folder.get());
                }
            }
        }
        return NONE;
    }

    private static ProjectFile read(Path file, Path home) {
        if (!(YamlFile.read(file) instanceof Map<?, ?> root) || !(root.get("model") instanceof Map<?, ?> model)) {
            return NONE;
        }
        Map<CliSetting, SettingValue> values = new EnumMap<>(CliSetting.class);
        Map.of(
                        "dir", CliSetting.ARTIFACTS,
                        "name", CliSetting.MODEL,
                        "folds", CliSetting.FOLDS,
                        "yolo_name", CliSetting.YOLO_NAME)
                .forEach((key, setting) -> plain(file, model, key)
                        .ifPresent(text -> values.put(setting, new SettingValue(text, "file " + file, home))));
        return new ProjectFile(Optional.of(file), values, plain(file, model, "backend"));
    }

    private static Optional<String> plain(Path file, Map<?, ?> model, String key) {
        Object value = model.get(key);
        if (value instanceof Iterable<?> || value instanceof Map<?, ?>) {
            throw EngineException.invalidArgument(
                    file + " gives 'model." + key + "' something that is not a plain value.",
                    "Write '" + key + ": VALUE'.");
        }
        return Optional.ofNullable(value).map(Objects::toString).filter(text -> !text.isBlank());
    }

    /** Whether this very value is the one that counts. */
    boolean decides(SettingValue value) {
        return values.containsValue(value);
    }

    boolean isYolo() {
        return backend.filter("yolo"::equalsIgnoreCase).isPresent();
    }
}
