package io.pokeai.djl.training.internal.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.pokeai.djl.blocks.KeptNumber;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * How far logits are from what they should be, as a mean over the batch: cross entropy of smoothed targets, and of a teacher's
 * softened answers.
 *
 * <p><b>Source</b> {@code torch.nn.CrossEntropyLoss(label_smoothing)} of probabilities; {@link Distillation}.
 */
record TorchLoss(int classes, double smoothing, Optional<Distillation> distillation) {
    /** A scalar; it and all values on the way belong to the manager of the logits. */
    NDArray of(NDArray logits, TrainingBatch batch) {
        float labels = (float) (1 - distillation.map(Distillation::weight).orElse(0.0));
        NDArray loss = times(crossEntropy(logits, smoothed(batch)), labels / batch.size());
        if (distillation.isEmpty()) {
            return loss;
        }
        Distillation how = distillation.get();
        float temperature = (float) how.temperature();
        float[] softened = softened(teacher(batch), temperature);
        // The divergence is the cross entropy without the teacher's own entropy, which no weight changes.
        double factor = how.weight() * how.temperature() * how.temperature() / batch.size();
        NDArray cooled = logits.div(KeptNumber.beside(logits, temperature));
        NDArray divergence = crossEntropy(cooled, softened).sub((float) entropy(softened));
        return loss.add(times(divergence, (float) factor));
    }

    private static NDArray times(NDArray value, float factor) {
        return value.mul(KeptNumber.beside(value, factor));
    }

    private NDArray crossEntropy(NDArray logits, float... targets) {
        NDManager manager = logits.getManager();
        Shape shape = new Shape(targets.length / classes, classes);
        NDArray logarithms = JniUtils.logSoftmax((PtNDArray) logits, 1, DataType.FLOAT32);
        return logarithms
                .mul(manager.create(FloatBuffer.wrap(targets), shape))
                .sum()
                .neg();
    }

    private float[] smoothed(TrainingBatch batch) {
        float[] targets = new float[batch.size() * classes];
        batch.targets().get(0, targets);
        float kept = (float) (1 - smoothing);
        float spread = (float) (smoothing / classes);
        for (int i = 0; i < targets.length; i++) {
            targets[i] = kept * targets[i] + spread;
        }
        return targets;
    }

    private float[] teacher(TrainingBatch batch) {
        FloatBuffer logits = batch.teacher()
                .orElseThrow(() -> new IllegalArgumentException("a batch without the logits of the teacher"));
        float[] copy = new float[batch.size() * classes];
        logits.get(0, copy);
        return copy;
    }

    /** Softmax of each row, divided by the temperature first. */
    private float[] softened(float[] logits, float temperature) {
        float[] shares = new float[logits.length];
        for (int row = 0; row < logits.length; row += classes) {
            float most = Float.NEGATIVE_INFINITY;
            for (int i = row; i < row + classes; i++) {
                most = Math.max(most, logits[i]);
            }
            double sum = 0;
            for (int i = row; i < row + classes; i++) {
                sum += StrictMath.exp((logits[i] - most) / temperature);
            }
            for (int i = row; i < row + classes; i++) {
                shares[i] = (float) (StrictMath.exp((logits[i] - most) / temperature) / sum);
            }
        }
        return shares;
    }

    private static double entropy(float... shares) {
        double sum = 0;
        for (float share : shares) {
            sum -= share > 0 ? share * StrictMath.log(share) : 0;
        }
        return sum;
    }
}
