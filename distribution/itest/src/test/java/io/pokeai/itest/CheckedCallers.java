package io.pokeai.itest;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import java.awt.Color;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that ask without pause and compare every answer with the truth; a call that fails is a fault like a wrong answer. */
final class CheckedCallers implements AutoCloseable {
    private static final int MAX_FAULTS = 10;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Engine engine;
    private final List<Question> questions;
    private final List<byte[]> pictures;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /** What is asked about a picture of one colour, and what is known about the answer. */
    record Question(String model, Color colour, Truth truth) {}

    interface Truth {
        /** What is wrong with an answer; empty if nothing is. */
        Optional<String> fault(Prediction answer);
    }

    private CheckedCallers(Engine engine, List<Question> questions) {
        this.engine = engine;
        this.questions = List.copyOf(questions);
        this.pictures =
                questions.stream().map(question -> picture(question.colour())).toList();
    }

    static CheckedCallers start(Engine engine, List<Question> questions, int count) {
        CheckedCallers callers = new CheckedCallers(engine, questions);
        for (int i = 0; i < count; i++) {
            int first = i;
            Thread thread = new Thread(() -> callers.ask(first), "itest-caller-" + i);
            callers.threads.add(thread);
            thread.start();
        }
        return callers;
    }

    /** What callers show. */
    static byte[] picture(Color colour) {
        return Pictures.png(colour, 70, 50);
    }

    private void ask(int first) {
        for (int turn = first; !stopped && faults.isEmpty(); turn++) {
            int i = turn % questions.size();
            Question question = questions.get(i);
            try {
                Optional<String> fault =
                        question.truth().fault(engine.classify(Request.of(question.model(), pictures.get(i))));
                if (fault.isEmpty()) {
                    answers.incrementAndGet();
                } else {
                    fault(question.model() + ", question " + i + ": " + fault.get());
                }
            } catch (RuntimeException | LinkageError e) {
                fault(question.model() + ", question " + i + ": " + e);
            }
        }
    }

    private void fault(String what) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(what);
        }
    }

    /** Waits for that many right answers from now on, or for a fault. */
    void awaitAnswers(long more) throws Exception {
        long enough = answers.get() + more;
        Await.until(more + " more answers", LONG, () -> answers.get() >= enough || !faults.isEmpty());
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    long answers() {
        return answers.get();
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
