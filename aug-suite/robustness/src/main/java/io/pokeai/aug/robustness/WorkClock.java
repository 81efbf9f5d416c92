package io.pokeai.aug.robustness;

import io.pokeai.engine.api.Prediction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up what answers took. A picture is made ready once for all models of a pass, and all answers of a batch say how long the
 * batch took: both count once.
 *
 * <p><b>Threads</b> confined to one.
 */
final class WorkClock {
    private final long began = System.nanoTime();
    private final Map<Integer, Long> lastBatch = new HashMap<>();
    private long prepared;
    private long inferred;

    /**
     * An answer, in the order in which a stream gives them.
     *
     * @param model which one of the models of a pass
     */
    void add(int model, Prediction.Timing timing) {
        if (model == 0) {
            prepared += timing.preprocessNanos();
        }
        Long last = lastBatch.put(model, timing.inferNanos());
        // Two batches that follow each other hardly ever take the same number of nanoseconds.
        inferred += last != null && last == timing.inferNanos() ? 0 : timing.inferNanos();
    }

    RunTime time(int cells) {
        return new RunTime(
                cells,
                Duration.ofNanos(System.nanoTime() - began),
                Duration.ofNanos(prepared),
                Duration.ofNanos(inferred));
    }
}
