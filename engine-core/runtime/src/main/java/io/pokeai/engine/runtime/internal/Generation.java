package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.spi.ClassifierInfo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One opened classifier with a count of those who use it, after Lucene's {@code ReferenceManager}: the slot that
 * publishes it holds one reference, every lease another; whoever returns the last one hands the classifier to the reaper.
 *
 * <p><b>Threads</b> safe and lock-free. A native session that is closed under a running call takes the whole JVM down;
 * this count is what prevents it.
 */
final class Generation {
    private final long number;
    private final Classifier classifier;
    private final ClassifierInfo info;
    private final ClassifierFactory factory;
    private final Executor reaper;
    private final boolean certified;
    private final AtomicInteger references = new AtomicInteger(1);
    private final AtomicBoolean retired = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /**
     * @param classifier opened and warm; owned by this generation from here on
     * @param reaper closes it
     * @param certified whether it has met a certificate
     */
    Generation(long number, Classifier classifier, ClassifierFactory factory, Executor reaper, boolean certified) {
        this.number = number;
        this.classifier = classifier;
        this.info = classifier.info();
        this.factory = factory;
        this.reaper = reaper;
        this.certified = certified;
    }

    long number() {
        return number;
    }

    ClassifierInfo info() {
        return info;
    }

    ClassifierFactory factory() {
        return factory;
    }

    boolean certified() {
        return certified;
    }

    /** False once the last reference is gone: then a newer generation is already published, or none will be. */
    boolean tryAcquire() {
        int count = references.get();
        while (count > 0) {
            int witness = references.compareAndExchange(count, count + 1);
            if (witness == count) {
                return true;
            }
            count = witness;
        }
        return false;
    }

    /** Returns one reference of {@link #tryAcquire}. */
    void release() {
        if (references.decrementAndGet() == 0) {
            reaper.execute(this::close);
        }
    }

    /** Gives up the publisher's reference; later calls do nothing. */
    void retire() {
        if (retired.compareAndSet(false, true)) {
            release();
        }
    }

    /** Leases that are out, for messages. */
    int leases() {
        return references.get() - (retired.get() ? 0 : 1);
    }

    ModelState state() {
        if (closed.isDone()) {
            return ModelState.CLOSED;
        }
        if (retired.get()) {
            return references.get() > 0 ? ModelState.DRAINING : ModelState.RETIRED;
        }
        return ModelState.READY;
    }

    /** Completes when the classifier is closed. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    /** Calls once the classifier is closed, on the reaper thread. */
    @SuppressWarnings("FutureReturnValueIgnored") // whoever listens has nothing to add to the future
    void whenClosed(Consumer<Generation> listener) {
        closed.thenRun(() -> listener.accept(this));
    }

    /** A lease on a reference that the caller has acquired. */
    ModelLease lease() {
        return new Lease(this);
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

    private static final class Lease implements ModelLease {
        private final Generation generation;
        private final AtomicBoolean open = new AtomicBoolean(true);

        Lease(Generation generation) {
            this.generation = generation;
        }

        @Override
        public ModelSpec spec() {
            return generation.info.spec();
        }

        @Override
        public long generation() {
            return generation.number;
        }

        @Override
        public String device() {
            return generation.info.device();
        }

        @Override
        public int maxBatch() {
            return generation.info.maxBatch();
        }

        @Override
        public int preferredBatch() {
            return generation.info.preferredBatch();
        }

        @Override
        public Scores infer(ImageTensor batch) {
            // A call that races with close() must not outlive the generation, so it holds a reference of its own.
            if (!open.get() || !generation.tryAcquire()) {
                throw new EngineException(
                        ErrorCode.UNAVAILABLE,
                        "The lease on " + generation + " is closed.",
                        "Call infer before the lease is closed; take a new one from the registry.");
            }
            try {
                return generation.classifier.infer(batch);
            } finally {
                generation.release();
            }
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                generation.release();
            }
        }

        @Override
        public String toString() {
            return "lease on " + generation;
        }
    }
}
