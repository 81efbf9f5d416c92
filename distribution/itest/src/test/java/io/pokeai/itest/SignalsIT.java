package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** TERM and INT while a model opens and while it answers: an orderly end, whatever native code is running. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignalsIT {
    private static final Map<String, Integer> STATUS = Map.of("TERM", 143, "INT", 130);
    private static final KnownModel MODEL = KnownModel.slow(5);
    private static final List<Color> COLOURS = Pictures.colours(40, 3);
    private static final int FEW = 3;
    private static final int MANY = 50;

    private final Random random = new Random(11);
    private Installation user;
    private long mapped;
    private long answered;
    private long slowestEnd;

    @BeforeAll
    void unpackAndLearnHowLongThingsTake() throws Exception {
        user = Installation.used("signals");
        MODEL.write(user.artifacts(), "known");
        Pictures.write(user.work().resolve("photos"), COLOURS);
        user.pokeai("models").run();
        Running calm = classify();
        assertThat(calm.await(() -> isMapped(calm))).as(calm.err()).isTrue();
        mapped = calm.millis();
        assertThat(calm.await(() -> hasRow(calm))).as(calm.err()).isTrue();
        answered = calm.millis();
        calm.process().destroyForcibly();
        calm.outcome();
        Figures.print("signals.library-mapped", mapped, "ms");
        Figures.print("signals.first-answer", answered, "ms");
    }

    @AfterAll
    void remove() {
        user.delete();
    }

    @Test
    void endsOrderlyAFewTimes() throws Exception {
        interrupt(FEW);
    }

    @Test
    @Tag("slow")
    void endsOrderlyManyTimes() throws Exception {
        interrupt(MANY);
    }

    private void interrupt(int times) throws Exception {
        int runs = 0;
        for (int i = 0; i < times; i++) {
            for (String signal : List.of("TERM", "INT")) {
                long delay = (answered - mapped) * i / times + random.nextInt(20);
                Running opening = classify();
                opening.await(() -> isMapped(opening));
                Thread.sleep(delay);
                end(opening, signal, "opening, " + delay + " ms after the library was mapped");

                Running answering = classify();
                assertThat(answering.await(() -> hasRow(answering)))
                        .as(answering.err())
                        .isTrue();
                Thread.sleep(random.nextInt(50));
                end(answering, signal, "answering");
                runs += 2;
            }
        }
        Figures.print("signals.orderly-ends", runs, "processes");
        Figures.print("signals.slowest-end", slowestEnd, "ms");
    }

    private void end(Running running, String signal, String when) throws Exception {
        long sent = running.millis();
        running.signal(signal);
        Outcome outcome = running.outcome();
        String what = signal + " while " + when + ": " + outcome;
        slowestEnd = Math.max(slowestEnd, outcome.millis() - sent);
        assertThat(outcome.status()).as(what).isEqualTo(STATUS.get(signal));
        requireWholeRows(outcome, what);
        assertThat(outcome.err()).as(what).doesNotContain("\tat ", "SIGSEGV", "fatal error");
        assertThat(user.traces()).as(what).isEmpty();
        assertThat(user.temporaryFiles()).as(what).isEmpty();
    }

    private static void requireWholeRows(Outcome outcome, String what) throws IOException {
        if (outcome.out().isEmpty()) {
            return;
        }
        List<Map<String, Object>> rows = Json.rows(outcome.out());
        assertThat(rows.size()).as(what).isLessThan(COLOURS.size());
        for (int i = 0; i < rows.size(); i++) {
            List<Float> logits = new ArrayList<>();
            ((List<?>) rows.get(i).get("logits")).forEach(value -> logits.add(((Number) value).floatValue()));
            assertThat(MODEL.difference(logits, COLOURS.get(i))).as(what).isLessThan(KnownModel.TOLERANCE);
        }
    }

    private Running classify() throws IOException {
        Installation.Command command =
                user.pokeai("classify", "photos", "--format", "json", "--scores", "--batch", "1");
        // A build that runs in the background hands on that INT is ignored, and Java respects that.
        return Files.isExecutable(Path.of("/usr/bin/env"))
                ? command.by("env", "--default-signal=INT").start()
                : command.start();
    }

    private static boolean isMapped(Running running) {
        try {
            return !ProcessFacts.of(running.process())
                    .mapped("libonnxruntime.so")
                    .isEmpty();
        } catch (java.io.UncheckedIOException e) {
            return false; // it has ended
        }
    }

    private static boolean hasRow(Running running) {
        return running.out().contains("\"logits\"");
    }
}
