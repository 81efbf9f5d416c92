package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Scores;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call in a {@link Batch}: its picture, its deadline and what becomes of it.
 *
 * <p><b>Threads</b> the outcome is guarded by the lock of the batch.
 */
final class BatchEntry {
    final ModelLease lease;
    final ImageTensor picture;
    final long deadline;
    private @Nullable Row row;
    private @Nullable Throwable failure;

    /** @param deadline of {@link System#nanoTime} */
    BatchEntry(ModelLease lease, ImageTensor picture, long deadline) {
        this.lease = lease;
        this.picture = picture;
        this.deadline = deadline;
    }

    /**
     * The answer to one call.
     *
     * @param scores of the whole batch
     * @param index the row of this call
     * @param inferNanos of the whole batch
     */
    record Row(Scores scores, int index, long inferNanos) {}

    void answered(Row own) {
        row = own;
    }

    void failed(Throwable why) {
        failure = why;
    }

    boolean isDone() {
        return row != null || failure != null;
    }

    boolean isExpired(long now) {
        return deadline - now <= 0;
    }

    EngineException expired() {
        return new EngineException(
                ErrorCode.DEADLINE_EXCEEDED,
                "The deadline of a call for model '" + lease.spec().name() + "' passed before its batch answered.",
                "Allow more time, or send less at once.");
    }

    /** @param ran whether the calling thread has run the batch: every other member throws an exception of its own */
    Row outcome(boolean ran) {
        if (row != null) {
            return row;
        }
        if (ran && failure instanceof Error fatal) {
            throw fatal;
        }
        EngineException why = EngineException.of(Objects.requireNonNull(failure));
        throw ran ? why : why.again();
    }
}
