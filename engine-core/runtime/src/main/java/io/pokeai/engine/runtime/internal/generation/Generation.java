package io.pokeai.engine.runtime.internal.generation;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One opened classifier with a count of those who use it, after Lucene's {@code ReferenceManager}: retired by the code that
 * published it, closed by the reaper when the last lease is back.
 *
 * <p><b>Threads</b> safe and lock-free. A native session that is closed under a running call crashes the JVM; the
 * {@link StripedRefCount} prevents that.
 */
public final class Generation implements Leasable<GenerationLease> {
    private final long number;
    private final Classifier classifier;
    private final ClassifierInfo info;
    private final Candidate candidate;
    private final boolean certified;
    private final StripedRefCount uses;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile @Nullable CallListener listener;

    /**
     * @param classifier opened and warm; owned by this generation from here on
     * @param candidate what was opened
     * @param reaper closes it
     * @param certified whether it has met a certificate
     */
    Generation(long number, Classifier classifier, Candidate candidate, Executor reaper, boolean certified) {
        this.number = number;
        this.classifier = classifier;
        this.info = classifier.info();
        this.candidate = candidate;
        this.certified = certified;
        this.uses = new StripedRefCount(() -> reaper.execute(this::close));
    }

    public long number() {
        return number;
    }

    public ClassifierInfo info() {
        return info;
    }

    public Candidate candidate() {
        return candidate;
    }

    public ClassifierFactory factory() {
        return candidate.factory();
    }

    public boolean certified() {
        return certified;
    }

    /** For reports. */
    public SwapReport.Version version() {
        return candidate.version(number);
    }

    /** Null from its retirement on: then another generation is published already, or none will be. */
    @Override
    @MustBeClosed
    public @Nullable GenerationLease tryLease() {
        int stripe = uses.stripe();
        return uses.tryEnter(stripe) ? new GenerationLease(this, stripe) : null;
    }

    @Override
    public void retire() {
        uses.retire();
    }

    /** Leases that are out and calls that run, for messages. */
    int leases() {
        return uses.users();
    }

    StripedRefCount uses() {
        return uses;
    }

    /** Only for holders of a lease. */
    Scores infer(ImageTensor batch) {
        return classifier.infer(batch);
    }

    public @Nullable CallListener listener() {
        return listener;
    }

    /** Sets who hears of its calls from now on. */
    public void listen(@Nullable CallListener next) {
        listener = next;
    }

    ModelState state() {
        if (closed.isDone()) {
            return ModelState.CLOSED;
        }
        return uses.isRetired() ? ModelState.DRAINING : ModelState.READY;
    }

    /** Completes when the classifier is closed. */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /** Calls once the classifier is closed, on the reaper's thread. */
    @SuppressWarnings("FutureReturnValueIgnored") // the future that this makes is not needed
    public void whenClosed(Consumer<Generation> listener) {
        closed.thenRun(() -> listener.accept(this));
    }

    /** For messages: how many leases keep it open. */
    public String describe() {
        int leases = leases();
        return this + ": " + (leases == 0 ? "closing" : leases == 1 ? "1 lease" : leases + " leases");
    }

    @Override
    public String toString() {
        return info.spec().name() + "@" + number;
    }

    private void close() {
        try {
            classifier.close();
        } finally {
            closed.complete(null);
        }
    }
}
