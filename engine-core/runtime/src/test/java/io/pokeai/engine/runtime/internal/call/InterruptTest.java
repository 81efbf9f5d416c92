package io.pokeai.engine.runtime.internal.call;

import static io.pokeai.engine.runtime.internal.fixture.GatedFolder.PATIENCE;
import static io.pokeai.engine.runtime.internal.fixture.GatedFolder.PICTURE;
import static io.pokeai.engine.runtime.internal.fixture.GatedFolder.codeOf;
import static io.pokeai.engine.runtime.internal.fixture.GatedFolder.logit;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.CertificateRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.fixture.GatedFolder;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Gate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupt is CANCELLED at every stage, and harms nobody else. */
@Timeout(300)
class InterruptTest {
    private static final Batching LONG = new Batching(4, Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private GatedFolder gated;

    private Engine open(Optional<GatedFolder.Stage> held, Batching batching) {
        gated = new GatedFolder(folder, held, batching);
        return gated.engine;
    }

    @AfterEach
    void close() {
        Thread.interrupted();
        callers.shutdownNow();
        gated.close();
        assertThat(gated.engine.callsInFlight()).isZero();
        assertThat(gated.engine.openBatches()).isZero();
        assertThat(gated.fake.opened()).allMatch(opened -> opened.closes() == 1 && !opened.closedUnderCall());
    }

    /** A thread that calls, and what becomes of it: the code, or nothing for an answer; and whether its flag is set then. */
    private static final class Call extends Thread {
        private final Runnable work;
        private final CompletableFuture<Optional<ErrorCode>> outcome = new CompletableFuture<>();
        private final AtomicBoolean flag = new AtomicBoolean();

        private Call(Runnable work) {
            this.work = work;
            setDaemon(true);
        }

        static Call begin(Runnable work) {
            Call call = new Call(work);
            call.start();
            return call;
        }

        @Override
        public void run() {
            try {
                Optional<ErrorCode> code = codeOf(work);
                flag.set(Thread.currentThread().isInterrupted());
                outcome.complete(code);
            } catch (Throwable e) {
                outcome.completeExceptionally(e);
            }
        }

        Optional<ErrorCode> outcome() {
            return outcome.join();
        }

        /** Waits, parked, or computes: what it does must have begun. */
        void awaitParked() {
            while (getState() != State.WAITING && getState() != State.TIMED_WAITING) {
                assertThat(isAlive()).isTrue();
                Thread.onSpinWait();
            }
        }

        void assertCancelled() {
            assertThat(outcome()).contains(ErrorCode.CANCELLED);
            assertThat(flag).as("its flag").isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = GatedFolder.Stage.class,
            names = {"SCAN", "RECOGNISE", "OPEN", "QUEUE"})
    void whoWaitsIsCancelledAtOnceAndTheOtherWhoWaitsForTheSameIsAnswered(GatedFolder.Stage stage) {
        for (Batching batching : List.of(Batching.OFF, LONG)) {
            Engine engine = open(Optional.of(stage), batching);
            Gate gate = gated.hold(stage);
            Call other = Call.begin(() -> engine.classify("m1", PICTURE));
            Call call = Call.begin(() -> engine.classify("m1", PICTURE));
            gate.awaitArrival(PATIENCE);
            call.awaitParked();
            other.awaitParked();
            call.interrupt();
            call.assertCancelled();
            assertThat(other.outcome.isDone()).isFalse();
            gate.open();
            assertThat(other.outcome()).isEmpty();
            assertThat(logit(engine.classify("m1", PICTURE))).isEqualTo(1007);
            assertThat(gated.fake.opened().size()).as("m1, and perhaps m2").isLessThanOrEqualTo(2);
            gated.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoDecodesIsCancelledBeforeTheModelIsAsked(boolean inBatch) {
        Engine engine = open(Optional.empty(), inBatch ? LONG : Batching.OFF);
        Gate gate = gated.hold(GatedFolder.Stage.DECODE);
        gated.slow("m1").batches().clear();
        Call call = Call.begin(() -> engine.classify("m1", PICTURE));
        gate.awaitArrival(PATIENCE);
        call.interrupt();
        gate.open();
        call.assertCancelled();
        assertThat(gated.slow("m1").batches()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aModelThatComputesIsNotInterruptedAndWhatItGivesIsReturned(boolean inBatch) {
        Engine engine = open(Optional.empty(), inBatch ? LONG : Batching.OFF);
        Gate gate = gated.hold(GatedFolder.Stage.INFER);
        Call call = Call.begin(() -> engine.classify("m1", PICTURE));
        gate.awaitArrival(PATIENCE);
        call.interrupt();
        gate.open();
        assertThat(call.outcome()).isEmpty();
        assertThat(call.flag).isTrue();
    }

    @Test
    void aBackEndThatNoticesTheInterruptCancelsItsCallerInWhateverWordsItFails() {
        Engine engine = open(Optional.empty(), Batching.OFF);
        engine.models().preload("m1");
        gated.slow("m1").whenAsked(() -> {
            Thread.currentThread().interrupt();
            throw new EngineException(ErrorCode.UNAVAILABLE, "The back end was disturbed.", "");
        });
        Call.begin(() -> engine.classify("m1", PICTURE)).assertCancelled();
    }

    /** The one thread is another's, so that the batch has all of its members before its leader gets the thread. */
    private List<Call> batchOf(Engine engine, int members) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            calls.add(Call.begin(() -> engine.classify("m1", PICTURE)));
            GatedFolder.await(gated.engine::callsInFlight, 2 + i);
        }
        return calls;
    }

    @Test
    void anInterruptedLeaderIsCancelledAndTheOthersOfItsBatchAreAnswered() {
        Engine engine = open(Optional.empty(), LONG);
        engine.models().preload("m1");
        AtomicInteger asked = new AtomicInteger();
        gated.slow("m1").whenAsked(() -> {
            if (asked.incrementAndGet() == 1) { // as a back end in Java does that waits for something
                Thread.currentThread().interrupt();
                throw EngineException.of(new InterruptedException());
            }
        });
        Gate gate = gated.occupy();
        List<Call> calls = batchOf(engine, 3);
        gate.open();
        assertThat(calls.stream().map(Call::outcome).filter(Optional::isPresent))
                .containsExactly(Optional.of(ErrorCode.CANCELLED));
    }

    @Test
    void whoeverOfABatchIsInterruptedTheOthersAreAnswered() {
        Engine engine = open(Optional.empty(), LONG);
        engine.models().preload("m1");
        for (int victim = 0; victim < 3; victim++) {
            Gate gate = gated.slow("m1").hold();
            List<Call> calls = new ArrayList<>();
            calls.add(Call.begin(() -> engine.classify("m1", PICTURE)));
            gate.awaitArrival(PATIENCE);
            calls.add(Call.begin(() -> engine.classify("m1", PICTURE)));
            calls.add(Call.begin(() -> engine.classify("m1", PICTURE)));
            GatedFolder.await(gated.engine::callsInFlight, 3);
            calls.get(victim).interrupt();
            if (victim > 0) {
                calls.get(victim).assertCancelled(); // it waits, and the gate is closed
            }
            gate.open();
            for (int i = 0; i < 3; i++) {
                if (i != victim) {
                    assertThat(calls.get(i).outcome()).isEmpty();
                }
            }
        }
    }

    @Test
    void aThreadThatIsInterruptedAlreadyIsCancelledAtEveryDoor() {
        Engine engine = open(Optional.empty(), Batching.OFF);
        engine.models().preload("m1");
        List<Runnable> doors = List.of(
                () -> engine.classify("m1", PICTURE),
                () -> engine.classify(Request.of("m1", PICTURE).changedBy(image -> image)),
                () -> engine.classify(Request.of("m1", new byte[7])),
                () -> engine.classify(Request.of("m1", new ByteArrayInputStream(new byte[7]))),
                () -> engine.classify("nobody", PICTURE),
                () -> engine.classifyAll(BulkRequest.of("m1", List.of(PICTURE))).close(),
                () -> engine.models().preload("m1"),
                () -> engine.models().list(),
                () -> engine.models().only(),
                () -> engine.certify(
                        CertificateRequest.of("m2", List.of(PICTURE), 1).withTolerance(0.001)));
        for (Runnable door : doors) {
            Thread.currentThread().interrupt();
            assertThat(codeOf(door)).contains(ErrorCode.CANCELLED);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aStreamIsCancelledBetweenItsBatchesAndWhileItWaitsForOne() {
        Engine engine = open(Optional.empty(), Batching.OFF);
        Gate gate = gated.hold(GatedFolder.Stage.INFER);
        Call run = Call.begin(() -> {
            try (Stream<Result<Path>> results = engine.classifyAll(BulkRequest.of("m1", List.of(PICTURE, PICTURE)))) {
                assertThat(results.count()).isZero();
            }
        });
        gate.awaitArrival(PATIENCE);
        run.awaitParked();
        run.interrupt();
        run.assertCancelled();
        gate.open();
        Call between = Call.begin(() -> {
            try (Stream<Result<Path>> results = engine.classifyAll(
                    BulkRequest.of("m1", List.of(PICTURE, PICTURE)).inBatchesOf(1))) {
                results.forEach(result -> Thread.currentThread().interrupt());
            }
        });
        between.assertCancelled();
    }

    @Test
    void aStreamOfBytesThatIsInterruptedIsCancelled() {
        Engine engine = open(Optional.empty(), Batching.OFF);
        for (IOException how : List.of(new ClosedByInterruptException(), new InterruptedIOException())) {
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw how;
                }

                @Override
                public int read(byte[] target, int from, int most) throws IOException {
                    throw how;
                }
            };
            assertThat(codeOf(() -> engine.classify(Request.of("m1", broken)))).contains(ErrorCode.CANCELLED);
        }
    }

    @Test
    void certifyingIsCancelledAndWhatItOpensIsClosed() {
        Engine engine = open(Optional.empty(), Batching.OFF);
        Gate gate = gated.hold(GatedFolder.Stage.OPEN);
        Call call = Call.begin(() ->
                engine.certify(CertificateRequest.of("m1", List.of(PICTURE), 1).withTolerance(0.001)));
        gate.awaitArrival(PATIENCE);
        call.awaitParked();
        call.interrupt();
        call.assertCancelled();
        gate.open();
    }

    @Test
    void whoIsInterruptedWhileAChangeIsMadeIsToldSoAndTheChangeIsMade() throws Exception {
        Engine engine = open(Optional.empty(), Batching.OFF);
        engine.models().preload("m1");
        Path next = GatedFolder.old(FakeClassifierFactory.write(folder.resolve("other.onnx"), 3000));
        Gate gate = gated.hold(GatedFolder.Stage.OPEN);
        CompletableFuture<SwapReport> report = new CompletableFuture<>();
        Call call = Call.begin(
                () -> report.complete(engine.control().swap("m1", SwapTarget.file(next), SwapTerms.of("eve"))));
        gate.awaitArrival(PATIENCE);
        call.awaitParked();
        call.interrupt();
        assertThat(report.get().error().orElseThrow().code()).isEqualTo(ErrorCode.CANCELLED);
        gate.open();
        assertThat(engine.models().awaitSettled(PATIENCE)).isTrue();
        engine.control()
                .load("m1", SwapTarget.AS_FOUND, SwapTerms.of("eve")); // after the change, on the queue of the name
        assertThat(logit(engine.classify("m1", PICTURE))).isEqualTo(3007);
    }

    @Test
    void closingWaitsForRunningCallsThoughItsThreadIsInterrupted() throws Exception {
        Engine engine = open(Optional.empty(), Batching.OFF);
        Gate gate = gated.hold(GatedFolder.Stage.INFER);
        Call running = Call.begin(() -> engine.classify("m1", PICTURE));
        gate.awaitArrival(PATIENCE);
        Call closing = Call.begin(() -> {
            Thread.currentThread().interrupt();
            engine.close();
        });
        closing.awaitParked();
        assertThat(closing.outcome.isDone()).isFalse();
        gate.open();
        assertThat(running.outcome()).isEmpty();
        assertThat(closing.outcome()).isEmpty();
        assertThat(closing.flag).isTrue();
    }

    @Test
    void aStormOfInterruptsLosesNoAnswerOfOthersAndGivesNoOtherCode() throws Exception {
        Engine engine = open(Optional.empty(), new Batching(4, Duration.ofMillis(1)));
        java.util.random.RandomGenerator random = new java.util.Random(20_16);
        List<Future<Prediction>> victims = new ArrayList<>();
        List<Future<Prediction>> others = new ArrayList<>();
        AtomicInteger cancelled = new AtomicInteger();
        List<Throwable> wrong = new java.util.concurrent.CopyOnWriteArrayList<>();
        for (int i = 0; i < 400; i++) {
            String model = random.nextBoolean() ? "m1" : "net";
            victims.add(callers.submit(() -> {
                try {
                    return engine.classify(model, PICTURE);
                } catch (Throwable e) {
                    if (Interrupts.caused(e) && Thread.currentThread().isInterrupted()) {
                        cancelled.incrementAndGet();
                    } else {
                        wrong.add(e);
                    }
                    throw e;
                }
            }));
            if (i % 4 == 0) {
                others.add(callers.submit(() -> engine.classify("m1", PICTURE)));
            }
            victims.get(random.nextInt(victims.size())).cancel(true);
            if (i % 8 == 7) {
                others.get(others.size() - 1).get();
            }
        }
        for (Future<Prediction> other : others) {
            assertThat(logit(other.get())).isEqualTo(1007);
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        assertThat(wrong).isEmpty();
        try (ModelLease lease = engine.models().lease("m1")) {
            assertThat(lease.generation()).as("opened once").isEqualTo(1);
        }
    }
}
