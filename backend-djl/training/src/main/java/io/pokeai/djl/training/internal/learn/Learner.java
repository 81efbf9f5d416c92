package io.pokeai.djl.training.internal.learn;

import io.pokeai.engine.checkpoint.StateDict;
import java.util.function.Predicate;

/**
 * A network with the optimiser that changes its weights.
 *
 * <p><b>Threads</b> confined to one at a time.<br>
 * <b>Ownership</b> closing frees all native memory.
 */
public interface Learner extends AutoCloseable {
    /**
     * One step of the optimiser after one batch, with the momentum of the settings.
     *
     * @return the mean loss of the batch, before the step
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when the loss or a gradient is not finite; the weights are
     *     those before the step then
     */
    double step(TrainingBatch batch, double learningRate);

    /**
     * Adds the gradients of a batch to those that have been gathered since the last update.
     *
     * @return the mean loss of the batch
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when the loss is not finite; nothing is gathered any more then,
     *     and all is as after the last update
     */
    double gather(TrainingBatch batch);

    /** Batches that have been gathered since the last update. */
    int gathered();

    /**
     * Changes the weights by what has been gathered.
     *
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when a gradient is not finite; all is as after the last update
     *     then
     */
    void update(UpdatePace pace);

    /**
     * Lets some weights stay as they are from the next step on, and all others learn. The optimiser begins anew: it forgets its
     * moments, as PyTorch's does when another one is made.
     *
     * @param names whether a weight of this name stays
     */
    void freeze(Predicate<String> names);

    /** Float32 {@code [n, classes]}: the logits in evaluation mode, by the averaged weights if there are such (EMA). */
    float[] logits(TrainingBatch batch);

    /** A copy of the weights that {@link #logits} uses, named, ordered and typed as in the state dict of PyTorch's module. */
    StateDict weights();

    /** A copy of all that has to be kept so that a learner that {@linkplain #restore restores} it goes on with the same bits. */
    StateDict state();

    /** Goes on where {@link #state} was taken, from a learner of the same network and settings. */
    void restore(StateDict state);

    @Override
    void close();
}
