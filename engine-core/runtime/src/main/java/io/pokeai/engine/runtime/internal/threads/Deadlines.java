package io.pokeai.engine.runtime.internal.threads;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits with a deadline; its errors say what was waited for. When a wait ends early, the work goes on. */
public final class Deadlines {
    private Deadlines() {}

    /** Waits until a model is open or cannot be. */
    public static void forModel(String name, Future<?> step, Deadline deadline) {
        try {
            step.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw notOpen(name, deadline, e);
        } catch (InterruptedException e) {
            throw Interrupts.caught("The wait for model '" + name + "'", e);
        } catch (ExecutionException e) {
            throw EngineException.of(e.getCause() == null ? e : e.getCause());
        }
    }

    private static EngineException notOpen(String name, Deadline deadline, Throwable cause) {
        return new EngineException(
                ErrorCode.DEADLINE_EXCEEDED,
                "Model '" + name + "' was not open after " + deadline.text() + "; its opening goes on.",
                "Repeat the call later, or open the model before it is wanted.",
                cause);
    }

    /** Waits for the result of a change, without a deadline: each step of the change has one. */
    public static <T> T forChange(String name, Future<T> change) {
        try {
            return change.get();
        } catch (InterruptedException e) {
            throw Interrupts.caught("The wait for the change of model '" + name + "', which goes on,", e);
        } catch (ExecutionException e) {
            throw EngineException.of(e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * As {@link #forChange}, but an interrupt gives the change up, and then waits for its report for a while. The flag is set again.
     *
     * @param givenUp is completed on an interrupt
     * @param patience how long a change that was given up is waited for
     */
    public static <T> T forCancellableChange(
            String name, Future<T> change, CompletableFuture<Void> givenUp, Duration patience) {
        try {
            return change.get();
        } catch (InterruptedException e) {
            givenUp.complete(null);
            try {
                return change.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException | TimeoutException again) {
                throw Interrupts.caught(
                        "The wait for the change of model '" + name
                                + "', which is cancelled when it stops or has its turn,",
                        e);
            } catch (ExecutionException failed) {
                throw EngineException.of(failed.getCause() == null ? failed : failed.getCause());
            } finally {
                Thread.currentThread().interrupt();
            }
        } catch (ExecutionException e) {
            throw EngineException.of(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Whether all were done in time. */
    public static boolean forAll(List<CompletableFuture<Void>> pending, long nanos) throws InterruptedException {
        try {
            CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new)).get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw EngineException.of(e);
        }
    }

    /**
     * As {@link #forAll}, but an interrupt does not end the wait: native code that still runs when its library is unloaded
     * crashes the process. The flag is set again.
     */
    public static boolean forAllInAnyCase(List<CompletableFuture<Void>> pending, Deadline deadline) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return forAll(pending, Math.max(0, deadline.nanosLeft()));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * A call that an interrupt cancels: before it begins, and also when it fails for another reason on an interrupted thread,
     * because its answer is no longer wanted.
     *
     * @param who as for {@link Interrupts#check}
     */
    public static <T> T cancellable(String who, Supplier<T> call) {
        Interrupts.check(who);
        try {
            return call.get();
        } catch (EngineException e) {
            throw e.code() == ErrorCode.CANCELLED || !Thread.currentThread().isInterrupted()
                    ? e
                    : Interrupts.cancelled(who, e);
        }
    }

    /** Does what an interrupt must not undo: short work, repeated when one has ended it. The flag is set again. */
    public static <T> T inAnyCase(Supplier<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.get();
                } catch (RuntimeException e) {
                    if (!Interrupts.caused(e) || !Thread.interrupted()) {
                        throw e;
                    }
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
