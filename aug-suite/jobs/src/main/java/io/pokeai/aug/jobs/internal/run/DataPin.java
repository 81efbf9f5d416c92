package io.pokeai.aug.jobs.internal.run;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.files.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which pictures a job asks about: their hash is kept, and they are the same in each of its turns.
 *
 * @param inputs folder of the job
 */
record DataPin(Path inputs) {
    /**
     * Keeps the hash in the first turn, and compares it in the others.
     *
     * @param root hash over paths, contents and labels
     * @throws EngineException {@code CONFLICT} when the data set has changed since
     */
    void require(String root) {
        Path file = inputs.resolve("data_root");
        try {
            if (!Files.isRegularFile(file)) {
                WholeFile.write(file, root.getBytes(StandardCharsets.UTF_8));
                return;
            }
            String before = Files.readString(file, StandardCharsets.UTF_8);
            if (!before.equals(root)) {
                throw new EngineException(
                        ErrorCode.CONFLICT,
                        "The data set has changed since the job began: it was " + before + ", and is " + root + ".",
                        "Order the job again.");
            }
        } catch (IOException e) {
            throw Pins.unusable(inputs, e);
        }
    }
}
