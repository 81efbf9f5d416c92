package io.pokeai.djl.training.internal.learn;

/**
 * Stochastic gradient descent with momentum, as PyTorch computes it.
 *
 * <p><b>Source</b> PyTorch 2.7, {@code torch/optim/sgd.py}: {@code _single_tensor_sgd} without dampening.
 *
 * @param hasMomentum whether it remembers a velocity
 * @param nesterov whether the gradient is taken where the momentum will lead (Nesterov 1983, as PyTorch approximates it)
 */
record Sgd(double weightDecay, boolean hasMomentum, boolean nesterov) implements Optimiser {
    @Override
    public int moments() {
        return hasMomentum ? 1 : 0;
    }

    @Override
    public void update(Chunks chunks, long step, UpdatePace pace, float scale) {
        float kept = (float) pace.momentum();
        float decay = (float) weightDecay;
        chunks.update((values, gradient, velocity, unused, count, parameter) -> {
            float rate = (float) -pace.of(parameter.group);
            float own = parameter.decays ? decay : 0;
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
