package io.pokeai.djl.training.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The epochs of a fold so far.
 *
 * @param epochs from the first one on
 * @param judge of the recipe
 */
record History(List<Epoch> epochs, Judge judge) {
    History {
        epochs = List.copyOf(epochs);
    }

    static History begin(Judge judge) {
        return new History(List.of(), judge);
    }

    History and(Epoch epoch) {
        List<Epoch> more = new ArrayList<>(epochs);
        more.add(epoch);
        return new History(more, judge);
    }

    /** The epoch whose weights are kept. */
    Optional<Epoch> best() {
        return judge.best(epochs);
    }

    /** Whether the last epoch is the best one so far. */
    boolean isLastBest() {
        return best().filter(best -> best.number() == epochs.size()).isPresent();
    }

    /** Whether so many epochs were no better that the training ends early. */
    boolean isExhausted() {
        return judge.isExhausted(epochs);
    }
}
