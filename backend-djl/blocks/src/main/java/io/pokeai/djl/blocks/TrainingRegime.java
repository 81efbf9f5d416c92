package io.pokeai.djl.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.pokeai.engine.network.Operator;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Layers of a network that is trained: in training mode normalisation uses and follows the statistics of the batch, and elements are
 * dropped; in evaluation mode they do as always.
 *
 * <p><b>Threads</b> confined to one.
 */
final class TrainingRegime implements Regime {
    private final Masks masks;
    private boolean training;

    TrainingRegime(Masks masks) {
        this.masks = masks;
    }

    void setTraining(boolean on) {
        training = on;
    }

    @Override
    public Layer normalisation(
            Operator.BatchNormalisation norm, NDArray mean, NDArray variance, NDArray gamma, NDArray beta) {
        return in -> JniUtils.batchNorm(
                (PtNDArray) in.get(0),
                (PtNDArray) mean,
                (PtNDArray) variance,
                (PtNDArray) gamma,
                (PtNDArray) beta,
                training,
                norm.momentum(),
                norm.epsilon());
    }

    @Override
    public Optional<Layer> dropout(double probability) {
        return dropping(probability, Shape::getShape);
    }

    @Override
    public Optional<Layer> stochasticDepth(double probability) {
        return dropping(probability, shape -> {
            long[] row = new long[shape.dimension()];
            Arrays.fill(row, 1);
            row[0] = shape.get(0);
            return row;
        });
    }

    /** @param mask the shape of the mask, of the shape of what it is for */
    private Optional<Layer> dropping(double probability, Function<Shape, long[]> mask) {
        if (probability == 0) {
            return Optional.empty();
        }
        return Optional.of(in -> {
            NDArray x = in.get(0);
            // A view, because each value is closed on its own.
            return training ? dropped(x, new Shape(mask.apply(x.getShape())), probability) : x.reshape(x.getShape());
        });
    }

    private NDArray dropped(NDArray x, Shape shape, double probability) {
        float[] factors = masks.next(Math.toIntExact(shape.size()), probability);
        // Not closed before its manager is: the gradient reads the mask, and its memory is Java's (KeptNumber).
        return x.mul(x.getManager().create(FloatBuffer.wrap(factors), shape));
    }

    @Override
    public boolean keepsValues() {
        return true;
    }
}
