package io.pokeai.engine.testkit;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.spi.Classifier;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Another classifier that goes wrong from its n-th call on, as long as told. */
public final class FaultyClassifier implements Classifier {
    private final Classifier delegate;
    private final Fault fault;
    private final int firstFaultyCall;
    private final int lastFaultyCall;
    private final Gate gate = Gate.closed();
    private final AtomicInteger calls = new AtomicInteger();

    private FaultyClassifier(Classifier delegate, Fault fault, int firstFaultyCall, int lastFaultyCall) {
        this.delegate = delegate;
        this.fault = fault;
        this.firstFaultyCall = firstFaultyCall;
        this.lastFaultyCall = lastFaultyCall;
    }

    /** Goes wrong at every call. */
    public static FaultyClassifier always(Classifier delegate, Fault fault) {
        return from(delegate, fault, 1);
    }

    /** Goes wrong at call {@code n} and at all later ones; calls count from 1. */
    public static FaultyClassifier from(Classifier delegate, Fault fault, int n) {
        return new FaultyClassifier(delegate, fault, n, Integer.MAX_VALUE);
    }

    /** Goes wrong at call {@code n} only; calls count from 1. */
    public static FaultyClassifier at(Classifier delegate, Fault fault, int n) {
        return new FaultyClassifier(delegate, fault, n, n);
    }

    @Override
    public ClassifierInfo info() {
        return delegate.info();
    }

    @Override
    public Scores infer(ImageTensor batch) {
        int call = calls.incrementAndGet();
        if (call < firstFaultyCall || call > lastFaultyCall) {
            return delegate.infer(batch);
        }
        return switch (fault) {
            case THROWS -> throw new EngineException(ErrorCode.INTERNAL, "Call " + call + " fails.", "It is a test.");
            case THROWS_UNCHECKED -> throw new IllegalStateException("call " + call + " fails");
            case THROWS_ERROR -> throw new OutOfMemoryError("call " + call + " fails");
            case WRONG_CLASSES -> filled(batch.count(), classes() + (classes() > 1 ? -1 : 1), 0f);
            case WRONG_COUNT -> filled(batch.count() + 1, classes(), 0f);
            case NAN -> filled(batch.count(), classes(), Float.NaN);
            case HANGS -> {
                gate.pass();
                yield delegate.infer(batch);
            }
        };
    }

    /** Lets calls that hang go on. */
    public void release() {
        gate.open();
    }

    /** Where calls hang. */
    public Gate gate() {
        return gate;
    }

    @Override
    public void close() {
        delegate.close();
    }

    private int classes() {
        return info().spec().labels().size();
    }

    private Scores filled(int count, int classes, float value) {
        float[] values = new float[count * classes];
        Arrays.fill(values, value);
        return new Scores(info().spec().output(), count, classes, values);
    }
}
