package io.pokeai.engine.api.backend;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import java.util.List;
import java.util.Objects;

/**
 * What was opened and what really runs it.
 *
 * @param spec as it was opened
 * @param device what computes, such as {@code cpu} or {@code cuda:0}
 * @param declined devices that were asked for and not taken, with the reason; in the order of asking
 * @param maxBatch the largest batch of one call; 1 for a model whose batch is fixed to 1
 * @param preferredBatch the batch that is fastest for many pictures on this device, 1…{@code maxBatch}
 * @param memoryBytes memory that the model holds, as far as the back end can tell; 0 if it cannot
 */
public record ClassifierInfo(
        ModelSpec spec, String device, List<Declined> declined, int maxBatch, int preferredBatch, long memoryBytes) {

    public ClassifierInfo {
        Objects.requireNonNull(spec);
        Objects.requireNonNull(device);
        declined = List.copyOf(declined);
        if (maxBatch < 1 || preferredBatch < 1 || preferredBatch > maxBatch) {
            throw EngineException.invalidArgument(
                    "The preferred batch size must be from 1 to the largest batch size, got preferred " + preferredBatch
                            + " and largest " + maxBatch + ".",
                    "1 ≤ preferredBatch ≤ maxBatch.");
        }
    }

    /**
     * A device that was not taken.
     *
     * @param device what was asked for
     * @param reason why it was not taken and what would help; one or two sentences
     */
    public record Declined(String device, String reason) {}
}
