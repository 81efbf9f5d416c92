package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits with a deadline, and says for what in the engine's words. */
final class Waiting {
    private Waiting() {}

    /**
     * Waits until a model is open or cannot be.
     *
     * @param end of {@link System#nanoTime}
     * @param deadline for the message
     */
    static void forModel(String name, Future<?> step, long end, Duration deadline) {
        try {
            step.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new EngineException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "Model '" + name + "' was not open after " + deadline.toSeconds() + " s.",
                    "Try again later, or look at the model's state (pokeai models).",
                    e);
        } catch (InterruptedException e) {
            throw interrupted(name, e);
        } catch (ExecutionException e) {
            throw EngineException.of(e.getCause() == null ? e : e.getCause());
        }
    }

    /** What comes out of a change, which ends by itself: each of its steps has a deadline. */
    static <T> T forChange(String name, Future<T> change) {
        try {
            return change.get();
        } catch (InterruptedException e) {
            throw interrupted(name, e);
        } catch (ExecutionException e) {
            throw EngineException.of(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Whether all were done in time. */
    static boolean forAll(List<CompletableFuture<Void>> pending, long nanos) throws InterruptedException {
        try {
            CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new)).get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw EngineException.of(e);
        }
    }

    private static EngineException interrupted(String name, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "The wait for model '" + name + "' was interrupted.",
                "Repeat the call if it is still wanted.",
                e);
    }
}
