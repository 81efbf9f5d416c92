package io.pokeai.djl.training.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The epochs of a fold so far.
 *
 * @param epochs from the first one on
 * @param patience how many epochs in a row may be no better before the training ends
 */
record History(List<Epoch> epochs, int patience) {
    /** PokeAI's: what is better by less is not better. */
    private static final double LEAST_GAIN = 1e-4;

    History {
        epochs = List.copyOf(epochs);
    }

    static History begin(int patience) {
        return new History(List.of(), patience);
    }

    History and(Epoch epoch) {
        List<Epoch> more = new ArrayList<>(epochs);
        more.add(epoch);
        return new History(more, patience);
    }

    /** The epoch with the lowest loss of the validation; of those that differ by less than the least gain the first one. */
    Optional<Epoch> best() {
        Epoch best = null;
        for (Epoch epoch : epochs) {
            if (best == null || epoch.valLoss() < best.valLoss() - LEAST_GAIN) {
                best = epoch;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether the last epoch is the best one so far. */
    boolean isLastBest() {
        return best().filter(best -> best.number() == epochs.size()).isPresent();
    }

    /** Whether so many epochs were no better that the training ends early. */
    boolean isExhausted() {
        return best().filter(best -> epochs.size() - best.number() >= patience).isPresent();
    }
}
