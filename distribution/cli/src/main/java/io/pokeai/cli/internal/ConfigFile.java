package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads {@code pokeai.yaml}: one mapping from setting to plain value. */
final class ConfigFile {
    /** Looked for where the command is called. */
    static final String NAME = "pokeai.yaml";

    // A handful of settings: anything longer is another file.
    private static final long MAX_BYTES = 65_536;

    private ConfigFile() {}

    /** @throws EngineException {@code INVALID_ARGUMENT} when it cannot be read or has a key that nobody knows */
    static Map<Setting, String> read(Path file) {
        Object root = parse(file, text(file));
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        if (root == null) {
            return values;
        }
        if (!(root instanceof Map<?, ?> mapping)) {
            throw wrong(file, "is no mapping from setting to value", "Write lines such as 'threads: 4'.", null);
        }
        mapping.forEach((key, value) -> {
            Setting setting = Setting.ofKey(String.valueOf(key))
                    .orElseThrow(() -> wrong(
                            file, "knows no setting '" + key + "'", "Known settings: " + Setting.keys() + ".", null));
            if (value == null || value instanceof Iterable<?> || value instanceof Map<?, ?>) {
                throw wrong(file, "gives '" + key + "' no plain value", "Write '" + key + ": VALUE'.", null);
            }
            values.put(setting, value.toString());
        });
        return values;
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw wrong(
                        file,
                        "has " + Files.size(file) + " bytes, at most " + MAX_BYTES + " are read",
                        "Keep only settings in it.",
                        null);
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw wrong(file, "is not UTF-8", "Save it as UTF-8.", e);
        } catch (IOException e) {
            throw wrong(file, "cannot be read (" + e + ")", "Check the path and its permissions.", e);
        }
    }

    private static @Nullable Object parse(Path file, String text) {
        try {
            return new Load(LoadSettings.builder()
                            .setLabel(file.toString())
                            .setAllowDuplicateKeys(false)
                            .build())
                    .loadFromString(text);
        } catch (YamlEngineException e) {
            throw wrong(
                    file, "is no valid YAML: " + String.valueOf(e.getMessage()).strip(), "Correct it.", e);
        }
    }

    private static EngineException wrong(Path file, String problem, String remedy, @Nullable Throwable cause) {
        return new EngineException(ErrorCode.INVALID_ARGUMENT, file + " " + problem + ".", remedy, cause);
    }
}
