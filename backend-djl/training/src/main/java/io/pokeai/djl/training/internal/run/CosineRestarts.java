package io.pokeai.djl.training.internal.run;

/**
 * The learning rate as half a cosine that begins again: after 5, 10, 20, … epochs (Loshchilov, Hutter 2017).
 *
 * <p><b>Source</b> PyTorch 2.7, {@code CosineAnnealingWarmRestarts(T_0=5, T_mult=2)} whose {@code step} is given an epoch, which may
 * be a fraction.
 *
 * @param rate at each restart
 */
record CosineRestarts(double rate) {
    private static final double FIRST = 5;

    /** @param epoch at least 0 */
    double at(double epoch) {
        double begin = 0;
        double length = FIRST;
        while (epoch >= begin + length) {
            begin += length;
            length *= 2;
        }
        return rate * (1 + StrictMath.cos(Math.PI * (epoch - begin) / length)) / 2;
    }
}
