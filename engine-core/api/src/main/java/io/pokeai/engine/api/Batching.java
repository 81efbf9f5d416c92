package io.pokeai.engine.api;

import java.time.Duration;

/**
 * How single calls that come together are made into one batch of a model.
 *
 * <p>A call never waits for nobody: only while another call for the same model is on its way (admitted and not yet in a
 * batch) does a batch stay open, at most for {@code maxDelay}. A lone caller is not delayed at all.
 *
 * @param maxBatch the largest batch, 1…{@value #MAX_BATCH}; 1 is no batching. A model that takes less gets less.
 * @param maxDelay how long a batch waits for company, at most a second
 */
public record Batching(int maxBatch, Duration maxDelay) {
    /** The largest {@link #maxBatch}. */
    public static final int MAX_BATCH = 1024;

    /** The longest {@link #maxDelay}. */
    public static final Duration MAX_DELAY = Duration.ofSeconds(1);

    /** Every call by itself. */
    public static final Batching OFF = new Batching(1, Duration.ZERO);

    public Batching {
        EngineException.required(maxDelay, "maxDelay");
        if (maxBatch < 1 || maxBatch > MAX_BATCH) {
            throw EngineException.invalidArgument(
                    "Batches of up to " + maxBatch + " were asked for.", "Use 1 (off) to " + MAX_BATCH + ".");
        }
        if (maxDelay.isNegative() || maxDelay.compareTo(MAX_DELAY) > 0) {
            throw EngineException.invalidArgument(
                    "A batch was to wait " + maxDelay.toMillis() + " ms.", "Use 0 to " + MAX_DELAY.toMillis() + " ms.");
        }
    }

    /** Whether every call goes by itself. */
    public boolean isOff() {
        return maxBatch == 1;
    }
}
