package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Scores;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One caller's place in a {@link Batch}.
 *
 * <p><b>Threads</b> its outcome is guarded by the lock of the batch.
 */
final class BatchSeat {
    final ModelLease lease;
    final ImageTensor picture;
    final long deadline;
    private @Nullable Row row;
    private @Nullable Throwable failure;

    /** @param deadline of {@link System#nanoTime} */
    BatchSeat(ModelLease lease, ImageTensor picture, long deadline) {
        this.lease = lease;
        this.picture = picture;
        this.deadline = deadline;
    }

    /**
     * The answer to one caller.
     *
     * @param scores of the whole batch
     * @param index the caller's row
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

    /** @param ran whether this caller has run the batch: the others get an exception of their own */
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
