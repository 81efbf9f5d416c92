package io.pokeai.demo.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Threads that ask one model without pause, check its answers, and count which version answered. */
final class Audience implements AutoCloseable {
    private static final long LOOK_NANOS = 1_000_000;

    private final Engine engine;
    private final String model;
    private final List<Image> pictures;
    private final AnswerCheck check;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private volatile boolean stopped;

    /** @param count of threads */
    Audience(Engine engine, String model, List<Image> pictures, AnswerCheck check, int count) {
        this.engine = engine;
        this.model = model;
        this.pictures = pictures;
        this.check = check;
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(this::ask, "pokeai-demo-caller-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void ask() {
        for (int turn = 0; !stopped; turn++) {
            try {
                int picture = turn % pictures.size();
                Prediction answer = engine.classify(Request.of(model, pictures.get(picture)));
                if (!check.isRight(picture, answer)) {
                    wrong.incrementAndGet();
                }
                answers.computeIfAbsent(answer.version(), version -> new AtomicLong())
                        .incrementAndGet();
            } catch (RuntimeException e) {
                failures.incrementAndGet();
            }
        }
    }

    /** Waits until a version has given so many answers; false if that takes too long. */
    boolean awaitAnswers(String version, long count, long nanos) {
        long end = System.nanoTime() + nanos;
        while (by(version) < count && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return by(version) >= count;
    }

    /** How many answers a version has given. */
    long by(String version) {
        AtomicLong count = answers.get(version);
        return count == null ? 0 : count.get();
    }

    long answers() {
        return answers.values().stream().mapToLong(AtomicLong::get).sum();
    }

    long failures() {
        return failures.get();
    }

    /** Answers that the check refused; they count as answers as well. */
    long wrong() {
        return wrong.get();
    }

    @Override
    public void close() {
        stopped = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
