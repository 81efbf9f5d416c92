package io.pokeai.djl.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Layers of a network that is trained: in training mode normalisation uses and follows the statistics of the batch, and elements are
 * dropped; in evaluation mode they do as always.
 *
 * <p><b>Threads</b> confined to one.
 */
final class TrainingRegime implements Regime {
    private final double momentum;
    private final Masks masks;
    private boolean training;

    /** @param momentum of running statistics, as PyTorch counts it: the share of the newest batch */
    TrainingRegime(double momentum, Masks masks) {
        this.momentum = momentum;
        this.masks = masks;
    }

    void setTraining(boolean on) {
        training = on;
    }

    @Override
    public Layer normalisation(NDArray mean, NDArray variance, NDArray gamma, NDArray beta, double epsilon) {
        return in -> JniUtils.batchNorm(
                (PtNDArray) in.get(0),
                (PtNDArray) mean,
                (PtNDArray) variance,
                (PtNDArray) gamma,
                (PtNDArray) beta,
                training,
                momentum,
                epsilon);
    }

    @Override
    public Optional<Layer> dropout(double probability) {
        return Optional.of(in -> {
            NDArray x = in.get(0);
            return training ? dropped(x, x.getShape(), probability) : x.mul(1);
        });
    }

    @Override
    public Optional<Layer> stochasticDepth(double probability) {
        return Optional.of(in -> {
            NDArray x = in.get(0);
            long[] row = new long[x.getShape().dimension()];
            java.util.Arrays.fill(row, 1);
            row[0] = x.getShape().get(0);
            return training ? dropped(x, new Shape(row), probability) : x.mul(1);
        });
    }

    private NDArray dropped(NDArray x, Shape shape, double probability) {
        float[] factors = masks.next((int) shape.size(), probability);
        try (NDArray mask = x.getManager().create(FloatBuffer.wrap(factors), shape)) {
            return x.mul(mask);
        }
    }

    @Override
    public boolean keepsValues() {
        return true;
    }
}
