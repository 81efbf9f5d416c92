package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.learn.UpdatePace;
import java.util.List;

/**
 * Ultralytics': from epoch to epoch a straight line, or half a cosine, down to a share of the first rate. In the first batches rates
 * and momentum come from elsewhere in a straight line, and updates become rarer until they gather the nominal number of pictures.
 *
 * <p><b>Source</b> Ultralytics 8.3, {@code engine/trainer.py}: {@code _setup_scheduler}, {@code _do_train}.
 *
 * @param epochs of the whole training, at least 1
 * @param batch pictures in each batch
 * @param rate at first
 * @param finalShare of it, at the end
 * @param cosine whether it falls along half a cosine
 * @param momentum of SGD, after the warm-up
 * @param warmup how it begins
 */
record UltralyticsPacing(
        int epochs, int batch, double rate, double finalShare, boolean cosine, double momentum, Warmup warmup)
        implements Pacing {
    /** Pictures whose gradients are gathered for an update. */
    static final int NOMINAL = 64;

    /** A warm-up has at least so many batches, however short the epochs are. */
    private static final int LEAST_BATCHES = 100;

    /**
     * How a training begins.
     *
     * @param epochs that it takes; 0 for none
     * @param biasRate that biases begin with; all others begin with 0
     * @param momentum that SGD begins with
     */
    record Warmup(double epochs, double biasRate, double momentum) {}

    /** Batches that are gathered for an update after the warm-up. */
    static int gathered(int batch) {
        return (int) Math.max(1, Math.rint((double) NOMINAL / batch));
    }

    @Override
    public UpdatePace pace(List<Epoch> before, int number, int batches) {
        double now = rate * share(before.size());
        int all = number + batches * before.size();
        long warm = warm(batches);
        if (all > warm) {
            return new UpdatePace(now, now, momentum);
        }
        double done = (double) all / warm;
        return new UpdatePace(
                now * done,
                warmup.biasRate() + (now - warmup.biasRate()) * done,
                warmup.momentum() + (momentum - warmup.momentum()) * done);
    }

    /** Of the rate, in an epoch that so many others have preceded. */
    private double share(int done) {
        double left = cosine
                ? Math.max((1 + StrictMath.cos(done * Math.PI / epochs)) / 2, 0)
                : Math.max(1 - (double) done / epochs, 0);
        return left * (1 - finalShare) + finalShare;
    }

    private long warm(int batches) {
        return warmup.epochs() > 0 ? Math.max((long) Math.rint(warmup.epochs() * batches), LEAST_BATCHES) : -1;
    }

    @Override
    public int gathered(List<Epoch> before, int number, int batches) {
        int all = number + batches * before.size();
        long warm = warm(batches);
        if (all > warm) {
            return gathered(batch);
        }
        double most = (double) NOMINAL / batch;
        return (int) Math.max(1, Math.rint(1 + (most - 1) * all / warm));
    }
}
