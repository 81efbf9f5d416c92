package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ObservedCall;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the time of one call goes.
 *
 * <p><b>Threads</b> confined to the thread of the call.
 */
final class CallWatch {
    private final String model;
    private final long began = System.nanoTime();
    private int pictures = 1;
    private long queueNanos;
    private long preprocessNanos;
    private long inferNanos;
    private Optional<String> version = Optional.empty();

    CallWatch(String model) {
        this.model = model;
    }

    /**
     * Does a call, and reports how it went.
     *
     * @param work the call, which tells the watch what it does
     */
    static <T> T over(CallWatch watch, Observers observers, Supplier<T> work) {
        T answer;
        try {
            answer = work.get();
        } catch (RuntimeException | Error e) {
            observers.called(watch.ended(Optional.of(EngineException.of(e).code())));
            throw e;
        }
        observers.called(watch.ended(Optional.empty()));
        return answer;
    }

    /** A model answers. */
    void leased(ModelLease lease) {
        version = Optional.of(lease.spec().version());
    }

    void asks(int count) {
        pictures = count;
    }

    void queued(long nanos) {
        queueNanos += Math.max(0, nanos);
    }

    void preprocessed(long nanos) {
        preprocessNanos += nanos;
    }

    void inferred(long nanos) {
        inferNanos += nanos;
    }

    long preprocessNanos() {
        return preprocessNanos;
    }

    long inferNanos() {
        return inferNanos;
    }

    private ObservedCall ended(Optional<ErrorCode> error) {
        return new ObservedCall(
                model, version, pictures, System.nanoTime() - began, queueNanos, preprocessNanos, inferNanos, error);
    }
}
