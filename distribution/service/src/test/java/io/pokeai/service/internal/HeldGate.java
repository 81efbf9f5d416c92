package io.pokeai.service.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.gate.GateDecision;
import io.pokeai.engine.api.gate.GateQuestion;
import io.pokeai.engine.spi.SwapGate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A gate that decides when a test lets it: its plan says {@code pass} or {@code fail}. */
public final class HeldGate implements SwapGate {
    /** Its reports. */
    static final String PASSED = "{\"outcome\": \"PASS\"}";

    static final String FAILED = "{\"outcome\": \"FAIL\"}";

    private static final int LOOK_MILLIS = 5;

    private static volatile CountDownLatch asked = new CountDownLatch(1);
    private static volatile CountDownLatch open = new CountDownLatch(0);

    /** From now on, decisions wait for {@link #letGo}. */
    static void hold() {
        asked = new CountDownLatch(1);
        open = new CountDownLatch(1);
    }

    static void letGo() {
        open.countDown();
    }

    /** Waits until a swap is at the gate. */
    static void awaitQuestion() throws InterruptedException {
        asked.await();
    }

    @Override
    public void check(Path plan) {
        if (!Files.exists(plan)) {
            throw EngineException.invalidArgument(plan + " is not there.", "Write it.");
        }
    }

    @Override
    public GateDecision decide(GateQuestion question) throws InterruptedException {
        question.progress(3, 10);
        asked.countDown();
        while (!open.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (question.cancelled()) {
                throw new InterruptedException("the decision is no longer wanted");
            }
        }
        try {
            boolean pass = Files.readString(question.plan()).startsWith("pass");
            Path report = question.plan().resolveSibling(question.plan().getFileName() + ".report.json");
            Files.writeString(report, pass ? PASSED : FAILED);
            return new GateDecision(pass, pass ? "PASS: as good." : "FAIL: worse.", Optional.of(report));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
