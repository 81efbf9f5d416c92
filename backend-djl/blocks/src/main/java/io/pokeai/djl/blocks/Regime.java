package io.pokeai.djl.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.BatchNorm;
import io.pokeai.engine.network.Operator;
import java.util.Optional;

/** What layers do otherwise while a network is trained. */
interface Regime {
    /** Layers as they are in evaluation mode, for networks that are never trained. */
    Regime INFERENCE = new Regime() {
        private static final float NO_MOMENTUM = 0;

        @Override
        public Layer normalisation(
                Operator.BatchNormalisation norm, NDArray mean, NDArray variance, NDArray gamma, NDArray beta) {
            return in -> BatchNorm.batchNorm(
                            in.get(0), mean, variance, gamma, beta, 1, NO_MOMENTUM, (float) norm.epsilon(), false)
                    .singletonOrThrow();
        }

        @Override
        public Optional<Layer> dropout(double probability) {
            return Optional.empty();
        }

        @Override
        public Optional<Layer> stochasticDepth(double probability) {
            return Optional.empty();
        }

        @Override
        public boolean keepsValues() {
            return false;
        }
    };

    /** {@code BatchNorm2d}. */
    Layer normalisation(Operator.BatchNormalisation norm, NDArray mean, NDArray variance, NDArray gamma, NDArray beta);

    /** {@code Dropout}; empty for none. */
    Optional<Layer> dropout(double probability);

    /** {@code StochasticDepth} of rows; empty for none. */
    Optional<Layer> stochasticDepth(double probability);

    /** Whether values may be needed again for gradients, so that they must not be overwritten. */
    boolean keepsValues();
}
