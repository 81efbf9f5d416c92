package io.pokeai.djl.training.internal.learn;

/**
 * AdamW (Loshchilov, Hutter 2019) with PyTorch's order of operations.
 *
 * <p><b>Source</b> PyTorch 2.7, {@code torch/optim/adam.py}: {@code _single_tensor_adam} with {@code decoupled_weight_decay}.
 *
 * @param beta1 how much of the first moment is kept in each step
 */
record AdamW(double weightDecay, double beta1) implements Optimiser {
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    @Override
    public int moments() {
        return 2;
    }

    @Override
    public void update(Chunks chunks, long step, UpdatePace pace, float scale) {
        double corrected = 1 - StrictMath.pow(beta1, (double) step);
        float root = (float) Math.sqrt(1 - StrictMath.pow(BETA2, (double) step));
        float new1 = (float) (1 - beta1);
        float old2 = (float) BETA2;
        float new2 = (float) (1 - BETA2);
        float epsilon = (float) EPSILON;
        chunks.update((values, gradient, first, second, count, parameter) -> {
            double rate = pace.of(parameter.group);
            float stepSize = (float) (-rate / corrected);
            float factor = parameter.decays ? (float) (1 - rate * weightDecay) : 1;
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
