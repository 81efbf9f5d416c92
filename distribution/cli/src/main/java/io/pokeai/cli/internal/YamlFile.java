package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads small YAML files into maps, lists and plain values. */
final class YamlFile {
    // A handful of settings: anything longer is another file.
    private static final long MAX_BYTES = 65_536;

    private YamlFile() {}

    /**
     * @return null for an empty file
     * @throws EngineException {@code INVALID_ARGUMENT} when it cannot be read
     */
    static @Nullable Object read(Path file) {
        return parse(file, text(file));
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
                    file, "is not valid YAML: " + String.valueOf(e.getMessage()).strip(), "Correct it.", e);
        }
    }

    private static EngineException wrong(Path file, String problem, String remedy, @Nullable Throwable cause) {
        return new EngineException(ErrorCode.INVALID_ARGUMENT, file + " " + problem + ".", remedy, cause);
    }
}
