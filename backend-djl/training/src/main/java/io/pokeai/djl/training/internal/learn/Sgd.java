package io.pokeai.djl.training.internal.learn;

/**
 * Stochastic gradient descent with momentum, as PyTorch computes it.
 *
 * <p><b>Source</b> PyTorch 2.7, {@code torch/optim/sgd.py}: {@code _single_tensor_sgd} without dampening.
 *
 * @param nesterov whether the gradient is taken where the momentum will lead (Nesterov 1983, as PyTorch approximates it)
 */
record Sgd(double weightDecay, double momentum, boolean nesterov) implements Optimiser {
    @Override
    public int moments() {
        return momentum > 0 ? 1 : 0;
    }

    @Override
    public void update(Chunks chunks, long step, double learningRate, float scale) {
        float rate = (float) -learningRate;
        float kept = (float) momentum;
        float decay = (float) weightDecay;
        chunks.update((values, gradient, velocity, unused, count, decays) -> {
            float own = decays ? decay : 0;
            for (int i = 0; i < count; i++) {
                float g = gradient[i] * scale + own * values[i];
                // PyTorch begins with the gradient itself; a velocity of 0 gives the same.
                float v = kept > 0 ? velocity[i] * kept + g : g;
                velocity[i] = v;
                values[i] += rate * (nesterov ? g + kept * v : v);
            }
        });
    }
}
