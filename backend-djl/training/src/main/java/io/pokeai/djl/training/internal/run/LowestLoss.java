package io.pokeai.djl.training.internal.run;

import java.util.List;
import java.util.Optional;

/**
 * PokeAI's: the lowest loss of the validation wins; of those that differ by less than the least gain the first one.
 *
 * @param patience how many epochs in a row may be no better before the training ends
 */
record LowestLoss(int patience) implements Judge {
    private static final double LEAST_GAIN = 1e-4;

    @Override
    public Optional<Epoch> best(List<Epoch> epochs) {
        Epoch best = null;
        for (Epoch epoch : epochs) {
            if (best == null || epoch.valLoss() < best.valLoss() - LEAST_GAIN) {
                best = epoch;
            }
        }
        return Optional.ofNullable(best);
    }

    @Override
    public boolean isExhausted(List<Epoch> epochs) {
        return best(epochs)
                .filter(best -> epochs.size() - best.number() >= patience)
                .isPresent();
    }
}
