package io.pokeai.djl.training.internal.learn;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.network.Network;
import java.util.Optional;

/** Makes learners. */
public final class Learners {
    private Learners() {}

    /**
     * A learner on libtorch. Loads libtorch first if need be; the first one on a machine and device is preceded by a self-test
     * ({@link LearningProof}).
     *
     * @param side width and height of the pictures
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when the network cannot take pictures of that size;
     *     {@code UNAVAILABLE} when libtorch cannot be loaded, or learns wrongly on this machine
     */
    @MustBeClosed
    public static Learner open(Network network, int side, LearnerSettings settings) {
        LearningProof.find(settings.threads(), settings.device()).require();
        return new TorchLearner(network, side, side, settings, Optional.empty());
    }

    /** The same, of a network that also learns from the answers of a teacher: each batch has to hold {@link TrainingBatch#teacher}. */
    @MustBeClosed
    public static Learner distilling(Network network, int side, LearnerSettings settings, Distillation distillation) {
        LearningProof.find(settings.threads(), settings.device()).require();
        return new TorchLearner(network, side, side, settings, Optional.of(distillation));
    }
}
