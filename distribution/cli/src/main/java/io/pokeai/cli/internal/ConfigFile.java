package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Reads {@code pokeai.yaml}: one mapping from setting to plain value. */
final class ConfigFile {
    /** Looked for where the command is called. */
    static final String NAME = "pokeai.yaml";

    private ConfigFile() {}

    /** @throws EngineException {@code INVALID_ARGUMENT} when it cannot be read or has an unknown key */
    static Map<CliSetting, String> read(Path file) {
        Object root = YamlFile.read(file);
        Map<CliSetting, String> values = new EnumMap<>(CliSetting.class);
        if (root == null) {
            return values;
        }
        if (!(root instanceof Map<?, ?> mapping)) {
            throw wrong(file, "is not a mapping from setting to value", "Write lines such as 'threads: 4'.");
        }
        mapping.forEach((key, value) -> {
            CliSetting setting = CliSetting.ofKey(String.valueOf(key))
                    .orElseThrow(() -> wrong(
                            file, "knows no setting '" + key + "'", "Known settings: " + CliSetting.keys() + "."));
            if (value == null || value instanceof Iterable<?> || value instanceof Map<?, ?>) {
                throw wrong(
                        file, "gives '" + key + "' something that is not a plain value", "Write '" + key + ": VALUE'.");
            }
            values.put(setting, value.toString());
        });
        return values;
    }

    private static EngineException wrong(Path file, String problem, String remedy) {
        return EngineException.invalidArgument(file + " " + problem + ".", remedy);
    }
}
