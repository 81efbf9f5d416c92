package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.api.EngineException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an earlier call has left of a fold.
 *
 * @param command that trains, for messages, such as {@code pokeai train}
 */
record EarlierTraining(FoldFiles files, String command) {
    /**
     * Whether a training with these settings has been finished.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when there is something of other settings, or of somebody else
     */
    boolean isFinished(Map<String, String> settings) {
        Map<String, String> before = files.readSettings();
        boolean hasWeights = Files.isRegularFile(files.weights());
        if (before.isEmpty()) {
            if (hasWeights) {
                throw EngineException.invalidArgument(
                        files.weights() + " is there, and was not made by '" + command + "'.",
                        "Move it away, or replace it by '--restart'.");
            }
            return false;
        }
        List<String> differences = new ArrayList<>();
        settings.forEach((name, value) -> {
            String other = before.getOrDefault(name, "none");
            // More epochs change nothing of those that are done.
            if (!other.equals(value) && !name.equals("epochs")) {
                differences.add(name + " was " + other + " and is " + value);
            }
        });
        if (!differences.isEmpty()) {
            throw EngineException.invalidArgument(
                    "Fold " + files.fold() + " of " + files.model() + " was trained otherwise: "
                            + String.join("; ", differences) + ".",
                    "Use the same settings to go on, or '--restart' to train anew.");
        }
        return hasWeights && !Files.isRegularFile(files.state());
    }
}
