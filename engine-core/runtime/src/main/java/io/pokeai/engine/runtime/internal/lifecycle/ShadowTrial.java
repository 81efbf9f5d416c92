package io.pokeai.engine.runtime.internal.lifecycle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.runtime.internal.generation.CallListener;
import io.pokeai.engine.runtime.internal.generation.Generation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a shadow what callers have asked and compares. Callers pay for a copy of their pictures and never wait: while
 * {@link #MAX_WAITING} batches wait, others are skipped and counted.
 *
 * <p><b>Threads</b> safe. The shadow is asked by one thread at a time, which is there only while something waits; it holds a
 * lease, so a drain finds a shadow that hangs.
 */
final class ShadowTrial implements CallListener {
    private static final int MAX_WAITING = 2;

    /** Of 224 × 224: 19 MB a batch. */
    private static final int MAX_PICTURES = 32;

    private final Generation shadow;
    private final Executor threads;
    private final ShadowStatistics statistics;

    @GuardedBy("this")
    private final Deque<Asked> waiting = new ArrayDeque<>();

    @GuardedBy("this")
    private boolean running;

    /** What a caller asked, copied: the tensor is only lent for the call. */
    private record Asked(ImageTensor batch, List<String> names, Scores scores) {}

    /** @param input what the tensors of the generation that answers are made for */
    ShadowTrial(Generation shadow, InputSpec input, Executor threads) {
        this.shadow = shadow;
        this.threads = threads;
        this.statistics = new ShadowStatistics(input);
    }

    @Override
    public void answered(ImageTensor batch, List<String> names, Scores scores) {
        if (batch.count() > MAX_PICTURES || batch.count() > shadow.info().maxBatch() || !hasRoom()) {
            statistics.skipped(batch.count());
            return;
        }
        ImageTensor copy = ImageTensor.allocate(batch.count(), batch.height(), batch.width());
        copy.data().put(batch.data());
        add(new Asked(copy, List.copyOf(names), scores));
    }

    @Override
    public void failed(ImageTensor batch) {
        // There is nothing to compare with.
    }

    SwapStatus.Trial status() {
        return new SwapStatus.Trial(
                shadow.version(), 0, statistics.calls(), statistics.failures(), Optional.of(statistics.report()));
    }

    /** What was seen of one of the worst pictures. */
    Optional<Image> picture(String sha256) {
        return statistics.picture(sha256);
    }

    private synchronized boolean hasRoom() {
        return waiting.size() < MAX_WAITING;
    }

    private synchronized void add(Asked asked) {
        if (!hasRoom()) {
            statistics.skipped(asked.batch().count());
            return;
        }
        waiting.add(asked);
        if (!running) {
            try {
                threads.execute(this::run);
                running = true;
            } catch (RejectedExecutionException e) {
                waiting.clear(); // the engine is closing
            }
        }
    }

    private void run() {
        Asked next = next();
        while (next != null) {
            ask(next);
            next = next();
        }
    }

    private synchronized @Nullable Asked next() {
        Asked next = waiting.poll();
        running = next != null;
        return next;
    }

    private void ask(Asked asked) {
        try (ModelLease lease = shadow.tryLease()) {
            if (lease == null) {
                return; // it was promoted or aborted meanwhile, and is closed by now
            }
            statistics.compare(
                    lease.spec().labels(), asked.batch(), asked.names(), asked.scores(), lease.infer(asked.batch()));
        } catch (RuntimeException | LinkageError e) {
            statistics.failed(asked.batch().count());
        }
    }
}
