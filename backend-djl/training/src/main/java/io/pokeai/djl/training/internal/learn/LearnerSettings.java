package io.pokeai.djl.training.internal.learn;

import io.pokeai.engine.api.EngineException;
import java.util.Optional;

/**
 * How weights are changed.
 *
 * @param kind of the optimiser
 * @param weightDecay decoupled for AdamW, in the gradient for SGD, as in PyTorch; at least 0
 * @param decayAll whether it also holds for biases and normalisations, as PyTorch does when it is given all parameters alike
 * @param momentum of SGD, 0 to below 1
 * @param labelSmoothing 0 to below 1
 * @param clip the largest norm of all gradients together; 0 for none
 * @param ema the decay of averaged weights, 0 to below 1; 0 for none
 * @param threads of libtorch, at least 1
 * @param seed of what is dropped
 * @param beta1 how much of its first moment AdamW keeps, 0 to below 1
 * @param device where libtorch computes: {@code cpu}, or {@code cuda} or {@code cuda:1} for an NVIDIA GPU
 */
public record LearnerSettings(
        Kind kind,
        double weightDecay,
        boolean decayAll,
        double momentum,
        double labelSmoothing,
        double clip,
        double ema,
        int threads,
        long seed,
        double beta1,
        String device) {
    private static final String CPU = "cpu";
    private static final String CUDA = "cuda(:[0-9]{1,2})?";
    private static final double USUAL_BETA1 = 0.9;

    /** The optimisers. */
    public enum Kind {
        /** AdamW with β₂ 0.999, ε 1e-8. */
        ADAMW,
        /** Stochastic gradient descent with momentum. */
        SGD,
        /** The same with Nesterov's momentum, which has to be above 0. */
        NESTEROV
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} for a value out of its range */
    public LearnerSettings {
        require(weightDecay >= 0, "weight decay", weightDecay, "0 or more");
        require(momentum >= 0 && momentum < 1, "momentum", momentum, "0 to below 1");
        require(kind != Kind.NESTEROV || momentum > 0, "momentum of Nesterov's method", momentum, "above 0");
        require(labelSmoothing >= 0 && labelSmoothing < 1, "label smoothing", labelSmoothing, "0 to below 1");
        require(clip >= 0, "largest norm of the gradients", clip, "0, for none, or more");
        require(ema >= 0 && ema < 1, "decay of averaged weights", ema, "0, for none, to below 1");
        require(beta1 >= 0 && beta1 < 1, "beta1", beta1, "0 to below 1");
        if (!device.equals(CPU) && !device.matches(CUDA)) {
            throw EngineException.invalidArgument(
                    "Nothing is trained on '" + device + "'.", "Use 'cpu', or 'cuda' or 'cuda:1' for an NVIDIA GPU.");
        }
        require(threads >= 1, "number of threads", threads, "1 or more");
    }

    /** On the CPU. */
    public LearnerSettings(
            Kind kind,
            double weightDecay,
            boolean decayAll,
            double momentum,
            double labelSmoothing,
            double clip,
            double ema,
            int threads,
            long seed,
            double beta1) {
        this(kind, weightDecay, decayAll, momentum, labelSmoothing, clip, ema, threads, seed, beta1, CPU);
    }

    /** The same on another device. */
    public LearnerSettings on(String other) {
        return new LearnerSettings(
                kind, weightDecay, decayAll, momentum, labelSmoothing, clip, ema, threads, seed, beta1, other);
    }

    /** The device, where it is not the CPU: a training does not change it, because the last digits would be others. */
    public Optional<String> otherDevice() {
        return isOnGpu() ? Optional.of(device) : Optional.empty();
    }

    /** Whether it is not the CPU that computes. */
    boolean isOnGpu() {
        return !device.equals(CPU);
    }

    /** Which GPU, from 0; only where it is one. */
    int gpu() {
        int colon = device.indexOf(':');
        return colon < 0 ? 0 : Integer.parseInt(device.substring(colon + 1));
    }

    /** With PyTorch's β₁ of AdamW, 0.9, on the CPU. */
    public LearnerSettings(
            Kind kind,
            double weightDecay,
            boolean decayAll,
            double momentum,
            double labelSmoothing,
            double clip,
            double ema,
            int threads,
            long seed) {
        this(kind, weightDecay, decayAll, momentum, labelSmoothing, clip, ema, threads, seed, USUAL_BETA1);
    }

    private static void require(boolean valid, String what, double found, String allowed) {
        if (!valid) {
            throw EngineException.invalidArgument(
                    "The " + what + " cannot be " + found + ".", "It has to be " + allowed + ".");
        }
    }
}
