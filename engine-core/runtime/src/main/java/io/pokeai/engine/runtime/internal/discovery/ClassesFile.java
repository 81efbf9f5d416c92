package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Labels;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code classes.txt}: one class name a line, in index order, UTF-8; empty lines at the end do not count. */
public final class ClassesFile {
    /** The file for a whole artifacts folder. */
    static final String FILE_NAME = "classes.txt";

    /** Of a file for one model: {@code resnet18.classes.txt} for {@code resnet18.onnx}. */
    static final String SUFFIX = "." + FILE_NAME;

    private static final long MAX_BYTES = 16L << 20;

    private ClassesFile() {}

    /** @throws EngineException {@code LABELS_MISMATCH}; the problem names the file */
    public static Labels read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw unreadable(file, "it is larger than " + MAX_BYTES + " bytes", null);
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            // A byte order mark, as some editors write it, is no part of the first name.
            List<String> lines = new ArrayList<>((text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .lines()
                    .toList());
            while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
                lines.remove(lines.size() - 1);
            }
            return Labels.of(lines);
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is not UTF-8", e);
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        } catch (EngineException e) {
            throw e.about(file.toString());
        }
    }

    private static EngineException unreadable(
            Path file, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return new EngineException(
                ErrorCode.LABELS_MISMATCH,
                file + " cannot be read: " + why + ".",
                "Write one class name a line, UTF-8, in index order.",
                cause);
    }
}
