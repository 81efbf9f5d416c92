package io.pokeai.engine.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many single calls may wait in an engine, how long, and whether they are batched.
 *
 * @param waiting single calls that wait for a thread of the budget, of all models together; a call too many is refused with
 *     {@link ErrorCode#OVERLOADED} and a hint when to repeat it ({@link EngineException#retryAfter})
 * @param waitingPerModel the same for each model, so that one model cannot fill the whole queue
 * @param deadline the time that a call has if its caller does not say otherwise ({@link Request#within}): one that is still
 *     waiting then is not executed, but fails with {@link ErrorCode#DEADLINE_EXCEEDED}
 * @param batching of all models that {@code models} does not name
 * @param models batching by name of the model
 * @see ServingSetting what these are called in files and configurations
 */
public record Serving(
        int waiting, int waitingPerModel, Duration deadline, Batching batching, Map<String, Batching> models) {
    /** The most calls that may be kept waiting. */
    public static final int MAX_WAITING = 65_536;

    /** The longest deadline of a call. */
    public static final Duration MAX_DEADLINE = Duration.ofDays(1);

    /** 1,024 waiting calls, 256 for each model, two minutes, no batching. */
    public static final Serving DEFAULT = new Serving(1024, 256, Duration.ofMinutes(2), Batching.OFF, Map.of());

    public Serving {
        EngineException.required(batching, "batching");
        models = Map.copyOf(EngineException.required(models, "models"));
        requireWaiting(waiting);
        requireWaiting(waitingPerModel);
        deadline = requireDeadline(deadline);
    }

    public Serving withWaiting(int inAll, int perModel) {
        return new Serving(inAll, perModel, deadline, batching, models);
    }

    public Serving withDeadline(Duration atMost) {
        return new Serving(waiting, waitingPerModel, atMost, batching, models);
    }

    /** For all models that have no batching of their own. */
    public Serving withBatching(Batching all) {
        return new Serving(waiting, waitingPerModel, deadline, all, models);
    }

    /** For one model. */
    public Serving withBatching(String model, Batching own) {
        Map<String, Batching> more = new HashMap<>(models);
        more.put(model, own);
        return new Serving(waiting, waitingPerModel, deadline, batching, more);
    }

    /** What counts for a model whose files declare nothing. */
    public Batching batchingOf(String model) {
        return batchingOf(model, Optional.empty());
    }

    /**
     * What counts for a model: what is said here by its name, then what is declared with its files, then what is said here
     * for all.
     */
    public Batching batchingOf(String model, Optional<Batching> declared) {
        Batching own = models.get(model);
        return own != null ? own : declared.orElse(batching);
    }

    /** A deadline of a call: longer than nothing, at most {@link #MAX_DEADLINE}; else {@code INVALID_ARGUMENT}. */
    public static Duration requireDeadline(Duration deadline) {
        EngineException.required(deadline, "deadline");
        if (deadline.isZero() || deadline.isNegative() || deadline.compareTo(MAX_DEADLINE) > 0) {
            throw EngineException.invalidArgument(
                    "A deadline must be more than 0 and at most a day, got " + deadline + ".",
                    "Use more than 0 and at most " + MAX_DEADLINE.toMillis() + " ms (a day).");
        }
        return deadline;
    }

    private static void requireWaiting(int calls) {
        if (calls < 0 || calls > MAX_WAITING) {
            throw EngineException.invalidArgument(
                    "The number of waiting calls must be from 0 to " + MAX_WAITING + ", got " + calls + ".",
                    "Use 0 to " + MAX_WAITING + ".");
        }
    }
}
