package io.pokeai.engine.runtime.internal.generation;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Scores;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** One lease on a generation; counted in one stripe of the generation's count until it is returned. */
public final class GenerationLease implements ModelLease {
    private static final AtomicIntegerFieldUpdater<GenerationLease> OPEN =
            AtomicIntegerFieldUpdater.newUpdater(GenerationLease.class, "open");

    private final Generation generation;
    private final int stripe;

    @SuppressWarnings("UnusedVariable") // by its updater
    private volatile int open = 1;

    /** @param stripe that counts this lease */
    GenerationLease(Generation generation, int stripe) {
        this.generation = generation;
        this.stripe = stripe;
    }

    /** The same for all leases of one generation. */
    public Generation leased() {
        return generation;
    }

    @Override
    public ModelSpec spec() {
        return generation.info().spec();
    }

    @Override
    public long generation() {
        return generation.number();
    }

    @Override
    public String device() {
        return generation.info().device();
    }

    @Override
    public int maxBatch() {
        return generation.info().maxBatch();
    }

    @Override
    public int preferredBatch() {
        return generation.info().preferredBatch();
    }

    @Override
    public Scores infer(ImageTensor batch) {
        return infer(batch, List.of());
    }

    @Override
    public Scores infer(ImageTensor batch, List<String> names) {
        // A call that races with close() is counted by itself, beside the lease. Cost: ADR 0033.
        if (open == 0 || !generation.uses().tryJoin(stripe)) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The lease on " + generation + " is closed.",
                    "Call infer before the lease is closed; take a new one from the registry.");
        }
        try {
            CallListener listener = generation.listener();
            return listener == null ? generation.infer(batch) : infer(batch, names, listener);
        } finally {
            generation.uses().leave(stripe);
        }
    }

    private Scores infer(ImageTensor batch, List<String> names, CallListener listener) {
        Scores scores;
        try {
            scores = generation.infer(batch);
        } catch (RuntimeException | Error e) {
            listener.failed(batch);
            throw e;
        }
        listener.answered(batch, names, scores);
        return scores;
    }

    @Override
    public void close() {
        if (OPEN.compareAndSet(this, 1, 0)) {
            generation.uses().leave(stripe);
        }
    }

    @Override
    public String toString() {
        return "lease on " + generation;
    }
}
