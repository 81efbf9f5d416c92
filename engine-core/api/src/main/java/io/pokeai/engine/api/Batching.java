package io.pokeai.engine.api;

import java.time.Duration;

/**
 * How single calls that come together are made into one batch of a model.
 *
 * <p>A batch stays open only while another call for the same model is being prepared (admitted and not yet in a batch), at most
 * for {@code maxDelay}. A lone call is not delayed at all.
 *
 * @param maxBatch the largest batch, 1…{@value #MAX_BATCH}; 1 is no batching. A model with a smaller largest batch gets smaller ones
 * @param maxDelay how long a batch waits for further calls, at most a second
 */
public record Batching(int maxBatch, Duration maxDelay) {
    /** The largest {@link #maxBatch}. */
    public static final int MAX_BATCH = 1024;

    /** The longest {@link #maxDelay}. */
    public static final Duration MAX_DELAY = Duration.ofSeconds(1);

    /** No batching: each call is inferred alone. */
    public static final Batching OFF = new Batching(1, Duration.ZERO);

    public Batching {
        EngineException.required(maxDelay, "maxDelay");
        if (maxBatch < 1 || maxBatch > MAX_BATCH) {
            throw EngineException.invalidArgument(
                    "The largest batch size must be from 1 to " + MAX_BATCH + ", got " + maxBatch + ".",
                    "Use 1 (off) to " + MAX_BATCH + ".");
        }
        if (maxDelay.isNegative() || maxDelay.compareTo(MAX_DELAY) > 0) {
            throw EngineException.invalidArgument(
                    "A batch may wait from 0 to " + MAX_DELAY.toMillis() + " ms, got " + maxDelay.toMillis() + " ms.",
                    "Use 0 to " + MAX_DELAY.toMillis() + " ms.");
        }
    }

    /** Whether each call is inferred alone. */
    public boolean isOff() {
        return maxBatch == 1;
    }
}
