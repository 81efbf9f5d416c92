package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.learn.UpdatePace;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * PokeAI's: half a cosine that begins again, the same rate in all steps of an epoch. The features of a VGG stay as they are in its
 * warm-up; afterwards all of it learns at a tenth of the rate, with a new schedule.
 *
 * @param rate at first
 * @param momentum of SGD
 * @param warmup epochs in which the features stay; 0 for none
 */
record PokeAiPacing(double rate, double momentum, int warmup) implements Pacing {
    /** Names of a VGG's features. */
    private static final String FEATURES = "features.";

    private static final double UNFROZEN_RATE = 0.1;

    @Override
    public UpdatePace pace(List<Epoch> before, int batch, int batches) {
        double now = rate(before);
        return new UpdatePace(now, now, momentum);
    }

    /** PokeAI steps the schedule with the number of the epoch plus its loss, which moves the next rate a little. */
    private double rate(List<Epoch> before) {
        int number = before.size() + 1;
        boolean unfrozen = warmup > 0 && number > warmup;
        double base = unfrozen ? rate * UNFROZEN_RATE : rate;
        boolean first = number == 1 || (unfrozen && number == warmup + 1);
        if (first) {
            return base;
        }
        Epoch last = before.get(before.size() - 1);
        return new CosineRestarts(base).at(last.number() + last.valLoss());
    }

    @Override
    public Optional<Predicate<String>> frozen(int epoch) {
        if (warmup > 0 && epoch == 1) {
            return Optional.of(name -> name.startsWith(FEATURES));
        }
        return warmup > 0 && epoch == warmup + 1 ? Optional.of(name -> false) : Optional.empty();
    }
}
