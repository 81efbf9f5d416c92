package io.pokeai.djl.training.internal.learn;

/**
 * AdamW (Loshchilov, Hutter 2019) with PyTorch's order of operations.
 *
 * <p><b>Source</b> PyTorch 2.7, {@code torch/optim/adam.py}: {@code _single_tensor_adam} with {@code decoupled_weight_decay}.
 */
record AdamW(double weightDecay) implements Optimiser {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    @Override
    public int moments() {
        return 2;
    }

    @Override
    public void update(Chunks chunks, long step, double learningRate, float scale) {
        float stepSize = (float) (-learningRate / (1 - StrictMath.pow(BETA1, (double) step)));
        float root = (float) Math.sqrt(1 - StrictMath.pow(BETA2, (double) step));
        float shrink = (float) (1 - learningRate * weightDecay);
        float new1 = (float) (1 - BETA1);
        float old2 = (float) BETA2;
        float new2 = (float) (1 - BETA2);
        float epsilon = (float) EPSILON;
        chunks.update((values, gradient, first, second, count, decays) -> {
            float factor = decays ? shrink : 1;
            for (int i = 0; i < count; i++) {
                float g = gradient[i] * scale;
                float m = first[i] + new1 * (g - first[i]);
                float v = second[i] * old2 + new2 * g * g;
                first[i] = m;
                second[i] = v;
                float denominator = (float) Math.sqrt(v) / root + epsilon;
                values[i] = values[i] * factor + stepSize * m / denominator;
            }
        });
    }
}
