package io.pokeai.aug.commands.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.json.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A {@code robustness.json}, as docs/robustness-json.md describes it. What is said of a run on the terminal is read from its file, so a run
 * of a service says the same as one on this machine.
 *
 * <p><b>Threads</b> immutable.
 */
public record WrittenRobustness(JsonDocument json) {
    /** @throws EngineException {@code INVALID_ARGUMENT} for another file, {@code INTERNAL} for one that cannot be read */
    public static WrittenRobustness read(Path file) {
        try {
            return new WrittenRobustness(JsonDocument.object(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.INTERNAL, file + " cannot be read: " + e.getMessage() + ".", "Look at the disk.", e);
        }
    }

    /** The names of the models, in the order of the run. */
    List<String> models() {
        return json.objects("models").stream().map(model -> model.text("model")).toList();
    }

    /** The entries of a list that are about a model; none when there is no such list. */
    List<JsonDocument> of(String list, String model) {
        return json.has(list)
                ? json.objects(list).stream()
                        .filter(entry -> entry.text("model").equals(model))
                        .toList()
                : List.of();
    }

    /** Whether an entry is about a suite. */
    static boolean isOf(JsonDocument entry, String suite) {
        return entry.text("suite").equals(suite);
    }
}
