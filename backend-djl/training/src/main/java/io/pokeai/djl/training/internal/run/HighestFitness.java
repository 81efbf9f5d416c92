package io.pokeai.djl.training.internal.run;

import java.util.List;
import java.util.Optional;

/**
 * Ultralytics': the highest fitness wins, and of equal ones the last; patience counts from the first of them, because an equal one is
 * not better.
 *
 * <p><b>Source</b> Ultralytics 8.3, {@code engine/trainer.py}, {@code save_model}; {@code utils/torch_utils.py}, {@code EarlyStopping}.
 *
 * @param patience how many epochs in a row may be no better before the training ends
 */
record HighestFitness(int patience) implements Judge {
    @Override
    public Optional<Epoch> best(List<Epoch> epochs) {
        Epoch best = null;
        for (Epoch epoch : epochs) {
            if (best == null || epoch.fitness() >= best.fitness()) {
                best = epoch;
            }
        }
        return Optional.ofNullable(best);
    }

    @Override
    public boolean isExhausted(List<Epoch> epochs) {
        Epoch best = null;
        for (Epoch epoch : epochs) {
            // An epoch without any right answer is no mark to be measured by.
            if (best == null || epoch.fitness() > best.fitness() || best.fitness() == 0) {
                best = epoch;
            }
        }
        return best != null && epochs.size() - best.number() >= patience;
    }
}
