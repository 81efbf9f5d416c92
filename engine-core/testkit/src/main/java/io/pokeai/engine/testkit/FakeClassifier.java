package io.pokeai.engine.testkit;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.api.backend.InferenceCheck;
import io.pokeai.engine.spi.Classifier;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model without a library: score {@code c} of a picture is its mean, times {@code c + 1}, plus a {@code bias} that
 * tells models apart.
 *
 * <p>Keeps the contract of {@link Classifier} and counts what is done to it.
 */
public final class FakeClassifier implements Classifier {
    /** The largest batch that a fake takes. */
    public static final int MAX_BATCH = 16;

    private final ClassifierInfo info;
    private final float bias;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();
    private final AtomicBoolean closedUnderCall = new AtomicBoolean();

    public FakeClassifier(ModelSpec spec, float bias) {
        this(new ClassifierInfo(spec, "cpu", List.of(), MAX_BATCH, 4, 0), bias);
    }

    public FakeClassifier(ClassifierInfo info, float bias) {
        this.info = info;
        this.bias = bias;
    }

    @Override
    public ClassifierInfo info() {
        return info;
    }

    @Override
    public Scores infer(ImageTensor batch) {
        running.incrementAndGet();
        try {
            calls.incrementAndGet();
            if (closes.get() > 0) {
                throw new EngineException(
                        ErrorCode.UNAVAILABLE, "Model '" + info.spec().name() + "' is closed.", "Take a new lease.");
            }
            new InferenceCheck(info).requireShape(batch);
            return scores(info.spec(), batch, bias);
        } finally {
            running.decrementAndGet();
        }
    }

    /** What any fake of this spec and bias answers. */
    public static Scores scores(ModelSpec spec, ImageTensor batch, float bias) {
        int classes = spec.labels().size();
        float[] values = new float[batch.count() * classes];
        for (int picture = 0; picture < batch.count(); picture++) {
            float mean = mean(batch.picture(picture));
            for (int c = 0; c < classes; c++) {
                values[picture * classes + c] = mean * (c + 1) + bias;
            }
        }
        return new Scores(spec.output(), batch.count(), classes, values);
    }

    @Override
    public void close() {
        if (running.get() > 0) {
            closedUnderCall.set(true);
        }
        closes.incrementAndGet();
    }

    /** How often {@link #infer} was called. */
    public int calls() {
        return calls.get();
    }

    /** How often {@link #close} was called. */
    public int closes() {
        return closes.get();
    }

    /** Whether {@link #close} came while a call was running: a native library would have crashed. */
    public boolean closedUnderCall() {
        return closedUnderCall.get();
    }

    private static float mean(FloatBuffer picture) {
        double sum = 0;
        int values = picture.remaining();
        while (picture.hasRemaining()) {
            sum += picture.get();
        }
        return (float) (sum / values);
    }
}
