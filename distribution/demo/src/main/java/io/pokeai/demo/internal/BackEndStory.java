package io.pokeai.demo.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A back end that comes into a running engine and goes again, and what the engine says without it. */
final class BackEndStory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<ErrorCode> NOT_YET =
            Set.of(ErrorCode.NO_BACKEND, ErrorCode.UNAVAILABLE, ErrorCode.MODEL_NOT_FOUND);
    private static final Duration LOOK_UP = Duration.ofMillis(200);
    private static final long BRIEF_NANOS = 2_000_000;

    private final HotPlug backEnds;
    private final Report report;
    private final BooleanSupplier stopped;

    /** @param stopped whether the demo was told to stop */
    BackEndStory(HotPlug backEnds, Report report, BooleanSupplier stopped) {
        this.backEnds = backEnds;
        this.report = report;
        this.stopped = stopped;
    }

    /** Returns whether there was none: in a shell, the back end is there already. */
    boolean showNoBackEnd(Engine engine, Path picture) throws InterruptedException {
        if (backEnds.isPlugged()) {
            report.step("found a back end at work already");
            report.quote("'pokeai demo' on its own also shows how one is plugged in");
            return false;
        }
        engine.models().awaitSettled(PATIENCE); // the model has only just been written
        report.step("asked the engine, which has no back end yet");
        report.quote(refusal(engine, picture).orElse("it answered all the same"));
        return true;
    }

    void plugIn() throws IOException, InterruptedException {
        int jars = backEnds.plug();
        if (!await(true)) {
            throw new EngineException(
                    ErrorCode.NO_BACKEND,
                    jars + " jars were dropped into the plugins folder, and not all of their back ends came up in "
                            + PATIENCE.toSeconds() + " s.",
                    "Look at 'pokeai doctor'.");
        }
        report.step("dropped the back end into the running engine: " + jars + (jars == 1 ? " jar" : " jars"));
    }

    /** Waits until the engine has the model: it sees a new file and a new back end a moment after they exist. */
    void open(Engine engine) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            engine.models().awaitSettled(PATIENCE);
            try (ModelLease lease = engine.models().lease(CreatureModel.NAME)) {
                report.step("opened and warmed up the model (" + lease.device() + ")");
                return;
            } catch (EngineException e) {
                if (!NOT_YET.contains(e.code()) || System.nanoTime() > end) {
                    throw e;
                }
                stopIfTold();
                LockSupport.parkNanos(BRIEF_NANOS);
            }
        }
    }

    void unplug(Engine engine, Path picture) throws IOException, InterruptedException {
        backEnds.unplug();
        if (!await(false)) {
            throw new EngineException(
                    ErrorCode.INTERNAL,
                    "The back end was taken away and is still there after " + PATIENCE.toSeconds() + " s.",
                    "Please report it with the output of 'pokeai doctor'.");
        }
        String refusal = refusalSoon(engine, picture)
                .orElseThrow(() -> new EngineException(
                        ErrorCode.INTERNAL,
                        "The back end is gone, and its model still answers.",
                        "Please report it with the output of 'pokeai doctor'."));
        report.step("took the back end away again");
        report.quote(refusal);
    }

    private static Optional<String> refusal(Engine engine, Path picture) {
        try {
            engine.classify(CreatureModel.NAME, picture);
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(e.code() + ": " + e.problem());
        }
    }

    /** Waits until the engine refuses: it may answer for a moment after the back end is gone. */
    private Optional<String> refusalSoon(Engine engine, Path picture) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<String> refusal = refusal(engine, picture);
        while (refusal.isEmpty() && System.nanoTime() < end) {
            stopIfTold();
            refusal = refusal(engine, picture);
        }
        return refusal;
    }

    private boolean await(boolean plugged) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            stopIfTold();
            if (backEnds.await(plugged, LOOK_UP)) {
                return true;
            }
        }
        return false;
    }

    private void stopIfTold() throws InterruptedException {
        if (stopped.getAsBoolean()) {
            throw new InterruptedException("the demo was told to stop");
        }
    }
}
