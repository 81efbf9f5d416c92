package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.testkit.Gate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Another classifier that takes its time, can be held at a gate, and notes the size of every batch. */
final class SlowClassifier implements Classifier {
    private final Classifier delegate;
    private final long nanos;
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private volatile Gate gate = Gate.opened();
    private volatile Runnable asked = () -> {};

    SlowClassifier(Classifier delegate, Duration each) {
        this.delegate = delegate;
        this.nanos = each.toNanos();
    }

    /** Holds calls from now on. */
    Gate hold() {
        gate = Gate.closed();
        return gate;
    }

    /** Called at the beginning of every call from now on. */
    void whenAsked(Runnable listener) {
        asked = listener;
    }

    /** What was asked, in order; without the warm-up when it is cleared after it. */
    List<Integer> batches() {
        return batches;
    }

    @Override
    public ClassifierInfo info() {
        return delegate.info();
    }

    @Override
    public Scores infer(ImageTensor batch) {
        batches.add(batch.count());
        asked.run();
        gate.pass();
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return delegate.infer(batch);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
