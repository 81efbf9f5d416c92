package io.pokeai.service.internal.metrics;

import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ObservedCall;
import io.pokeai.engine.api.ObservedInference;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one version of a model has done since it first answered.
 *
 * <p><b>Threads</b> safe; figures that are read one after the other may be of different moments.
 */
public final class VersionFigures {
    private static final String OK = "ok";

    /** Sizes that are told apart; a larger one counts as the largest. */
    private static final int LARGEST_BATCH = 256;

    private final DurationSum success = new DurationSum();
    private final DurationSum fail = new DurationSum();
    private final DurationSum queue = new DurationSum();
    private final DurationSum input = new DurationSum();
    private final DurationSum inference = new DurationSum();
    private final LongAdder pictures = new LongAdder();
    private final LongAdder executions = new LongAdder();
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final Map<Integer, DurationSum> batches = new ConcurrentHashMap<>();
    private final Histogram callSeconds = new Histogram(Histogram.SECONDS);
    private final Histogram queueSeconds = new Histogram(Histogram.SECONDS);
    private final Histogram decodeSeconds = new Histogram(Histogram.SECONDS);
    private final Histogram inferenceSeconds = new Histogram(Histogram.SECONDS);
    private final Histogram batchSizes = new Histogram(Histogram.PICTURES);
    private volatile long lastMillis;

    VersionFigures() {}

    void add(ObservedCall call, long nowMillis) {
        outcomes.computeIfAbsent(call.error().map(VersionFigures::outcome).orElse(OK), outcome -> new LongAdder())
                .increment();
        callSeconds.observeNanos(call.totalNanos());
        lastMillis = nowMillis;
        if (call.error().isPresent()) {
            fail.add(call.totalNanos());
            return;
        }
        success.add(call.totalNanos());
        queue.add(call.queueNanos());
        input.add(call.preprocessNanos());
        inference.add(call.inferNanos());
        pictures.add(call.pictures());
        queueSeconds.observeNanos(call.queueNanos());
        decodeSeconds.observeNanos(call.preprocessNanos() / call.pictures());
    }

    void add(ObservedInference ran) {
        executions.increment();
        inferenceSeconds.observeNanos(ran.nanos());
        batchSizes.observe(ran.pictures());
        batches.computeIfAbsent(Math.min(LARGEST_BATCH, ran.pictures()), size -> new DurationSum())
                .add(ran.nanos());
    }

    /** Of a bounded number: a name of {@link ErrorCode}. */
    private static String outcome(ErrorCode code) {
        return code.name().toLowerCase(Locale.ROOT);
    }

    /** Calls that were answered, all waiting included. */
    public DurationSum success() {
        return success;
    }

    /** Calls that were not. */
    public DurationSum fail() {
        return fail;
    }

    /** Of the calls that were answered: waiting for a thread and for a batch. */
    public DurationSum queue() {
        return queue;
    }

    /** Of the calls that were answered: from the bytes of the picture to the tensor. */
    public DurationSum input() {
        return input;
    }

    /** Of the calls that were answered: the model. */
    public DurationSum inference() {
        return inference;
    }

    /** Pictures that were answered. */
    public long pictures() {
        return pictures.sum();
    }

    /** Runs of the model; each answers a batch of pictures. */
    public long executions() {
        return executions.sum();
    }

    /** Runs of the model by the size of the batch. */
    public SortedMap<Integer, DurationSum> batches() {
        return new TreeMap<>(batches);
    }

    /** When it was last asked, in milliseconds since 1970; 0 for never. */
    public long lastMillis() {
        return lastMillis;
    }

    Map<String, LongAdder> outcomes() {
        return new TreeMap<>(outcomes);
    }

    Histogram callSeconds() {
        return callSeconds;
    }

    Histogram queueSeconds() {
        return queueSeconds;
    }

    Histogram decodeSeconds() {
        return decodeSeconds;
    }

    Histogram inferenceSeconds() {
        return inferenceSeconds;
    }

    Histogram batchSizes() {
        return batchSizes;
    }
}
