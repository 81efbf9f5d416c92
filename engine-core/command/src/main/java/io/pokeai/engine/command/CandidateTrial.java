package io.pokeai.engine.command;

import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Compares models that were made of another one with it: accuracy, robustness, latency, size and memory, and whether they may
 * replace it. Registered as a service; a command that makes models calls it at its end where it is installed.
 *
 * <p><b>Threads</b> one call, one thread.
 */
@ConsumerType
public interface CandidateTrial {
    /**
     * What is compared.
     *
     * @param baseline the model that answers today, such as an ensemble of folds
     * @param candidates at least one; other models of the same classes
     * @param data the folder of the data set, if the caller named one
     */
    record Order(String baseline, List<String> candidates, Optional<Path> data) {
        /** @throws EngineException {@code INVALID_ARGUMENT} when there is no candidate, or when the baseline is one */
        public Order {
            candidates = List.copyOf(candidates);
            if (candidates.isEmpty() || candidates.contains(baseline)) {
                throw EngineException.invalidArgument(
                        "'" + baseline + "' is to be compared with " + candidates + ".",
                        "Name at least one other model.");
            }
        }
    }

    /** Whether the artifacts of a call have what a comparison needs: a test split. */
    boolean isPossible(CliSession session);

    /**
     * Asks all models, prints the table to {@link CliSession#out()} and writes it as files.
     *
     * @throws EngineException as the models' answers do; {@code INVALID_ARGUMENT} when there is no test split or data set
     * @throws InterruptedException when the command was told to stop
     */
    void compare(CliSession session, Order order) throws IOException, InterruptedException;
}
