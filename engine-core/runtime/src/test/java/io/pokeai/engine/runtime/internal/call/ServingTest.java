package io.pokeai.engine.runtime.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.fixture.FakeImaging;
import io.pokeai.engine.runtime.internal.fixture.SlowClassifier;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Fault;
import io.pokeai.engine.testkit.FaultyClassifier;
import io.pokeai.engine.testkit.Gate;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Single calls under load: batches, the door, deadlines. */
@Timeout(300)
class ServingTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONG = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final FakeClassifierFactory factory = new FakeClassifierFactory();
    private final FakeImaging imaging = new FakeImaging();
    private final Map<String, SlowClassifier> slow = new ConcurrentHashMap<>();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<Gate> gates = new ArrayList<>();
    private PooledEngine engine;

    private void open(int threads, Serving serving, Duration each) throws Exception {
        for (int i = 1; i <= 3; i++) {
            Path file = FakeClassifierFactory.write(folder.resolve("m" + i + ".onnx"), 1000 * i);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
        }
        Backends backends = new Backends();
        backends.add(factory, 0);
        factory.decorate(classifier -> {
            SlowClassifier one = new SlowClassifier(classifier, each);
            slow.put(classifier.info().spec().name(), one);
            return one;
        });
        EngineSettings settings =
                EngineSettings.of(folder).withThreads(threads).withWatch(false).withServing(serving);
        engine = PooledEngine.open(settings, imaging, backends, List::of);
        for (int i = 1; i <= 3; i++) {
            engine.classify("m" + i, Path.of("1.png"));
            slow("m" + i).batches().clear();
        }
    }

    private SlowClassifier slow(String model) {
        return Optional.ofNullable(slow.get(model)).orElseThrow();
    }

    private Gate hold(String model) {
        Gate gate = slow(model).hold();
        gates.add(gate);
        return gate;
    }

    @AfterEach
    void close() {
        gates.forEach(Gate::open);
        engine.close();
        callers.shutdownNow();
        assertThat(engine.callsInFlight()).isZero();
        assertThat(factory.opened()).allMatch(opened -> opened.closes() == 1 && !opened.closedUnderCall());
    }

    private Future<Prediction> ask(String model, int picture) {
        return callers.submit(() -> engine.classify(model, Path.of(picture + ".png")));
    }

    private void awaitInHouse(int calls) {
        await("in flight", () -> engine.callsInFlight(), calls);
    }

    private static void await(String what, IntSupplier calls, int expected) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (calls.getAsInt() != expected) {
            assertThat(System.nanoTime()).as("calls %s", what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static Serving batching(int maxBatch, Duration maxDelay) {
        return Serving.DEFAULT.withBatching(new Batching(maxBatch, maxDelay));
    }

    @Test
    void eightCallersOfThreeModelsGetTheAnswersOfSingleCalls() throws Exception {
        open(2, batching(4, Duration.ofMillis(2)), Duration.ofNanos(200_000));
        List<Callable<Integer>> all = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            int first = caller;
            all.add(() -> {
                for (int i = 0; i < 150; i++) {
                    int picture = (first * 31 + i * 7) % 120;
                    int model = 1 + (first + i) % 3;
                    Prediction answer = engine.classify("m" + model, Path.of(picture + ".png"));
                    assertThat(answer.model()).isEqualTo("m" + model);
                    assertThat(answer.logits().orElseThrow())
                            .containsExactly(
                                    picture + 1000f * model, 2 * picture + 1000f * model, 3 * picture + 1000f * model);
                }
                return 0;
            });
        }
        for (Future<Integer> one : callers.invokeAll(all)) {
            one.get();
        }
        List<Integer> sizes =
                slow.values().stream().flatMap(one -> one.batches().stream()).toList();
        assertThat(sizes).allMatch(size -> size <= 4).anyMatch(size -> size > 1);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(8 * 150);
        assertThat(engine.openBatches()).isZero();
    }

    @Test
    void whoComesWhileThreadsAreBusyIsPutIntoBatchesOfAtMostTheLimit() throws Exception {
        open(1, batching(4, LONG), Duration.ZERO);
        Gate gate = hold("m1");
        Future<Long> stream = callers.submit(() -> {
            try (Stream<Result<Path>> results = engine.classifyAll(BulkRequest.of("m1", List.of(Path.of("9.png"))))) {
                return results.count();
            }
        });
        gate.awaitArrival(PATIENCE);
        slow("m1").batches().clear();
        List<Future<Prediction>> asked = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            asked.add(ask("m1", i));
        }
        awaitInHouse(10);
        gate.open();
        for (int i = 1; i <= 10; i++) {
            assertThat(asked.get(i - 1).get().logits().orElseThrow().get(0)).isEqualTo(i + 1000f);
        }
        assertThat(stream.get()).isEqualTo(1);
        assertThat(slow("m1").batches()).allMatch(size -> size <= 4).contains(4);
    }

    /** How often this thread has been put to sleep in 50 calls: by each of them, if they wait for company. */
    private long waitsOf50Calls() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadInfo(self).getWaitedCount();
        for (int i = 0; i < 50; i++) {
            engine.classify("m1", Path.of(i + ".png"));
        }
        return threads.getThreadInfo(self).getWaitedCount() - before;
    }

    @Test
    void aLoneCallerDoesNotWaitForCompany() throws Exception {
        open(2, batching(16, LONG), Duration.ZERO);
        assertThat(waitsOf50Calls()).as("how often they waited").isLessThan(50);
    }

    @Test
    void aCallerWaitsForAnotherModelsCallersNeither() throws Exception {
        open(2, batching(16, LONG), Duration.ZERO);
        Gate gate = hold("m2");
        Future<Prediction> held = ask("m2", 1);
        gate.awaitArrival(PATIENCE);
        assertThat(waitsOf50Calls()).as("how often they waited").isLessThan(50);
        gate.open();
        held.get();
    }

    @Test
    void aBadPictureFailsAlone() throws Exception {
        open(2, batching(8, Duration.ofMillis(20)), Duration.ofMillis(1));
        List<Future<Prediction>> good = new ArrayList<>();
        List<Future<Prediction>> bad = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            good.add(ask("m1", i));
            bad.add(callers.submit(() -> engine.classify("m1", Path.of("bad.png"))));
        }
        for (int i = 0; i < 40; i++) {
            assertThat(good.get(i).get().logits().orElseThrow().get(0)).isEqualTo(i + 1000f);
            assertFails(ErrorCode.CORRUPT_IMAGE, bad.get(i));
        }
    }

    @Test
    void aFailingBatchFailsEachOfItsCallersWithAnExceptionOfItsOwn() throws Exception {
        open(2, batching(8, Duration.ofMillis(50)), Duration.ZERO);
        factory.decorate(classifier -> FaultyClassifier.from(classifier, Fault.THROWS, 2));
        engine.models().rescan();
        Path other = FakeClassifierFactory.write(folder.resolve("faulty.onnx"), 7);
        Files.setLastModifiedTime(other, FileTime.from(Instant.now().minusSeconds(100)));
        engine.models().rescan();
        assertThat(engine.models().awaitSettled(PATIENCE)).isTrue();
        List<Future<Prediction>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(ask("faulty", i));
        }
        List<EngineException> seen = new ArrayList<>();
        for (Future<Prediction> one : all) {
            seen.add(assertFails(ErrorCode.INTERNAL, one));
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(engine.classify("m1", Path.of("3.png"))
                        .logits()
                        .orElseThrow()
                        .get(0))
                .isEqualTo(1003f);
    }

    @Test
    void overloadIsRefusedWithAHintAndLeavesTheRestOfTheHouseAlone() throws Exception {
        open(2, Serving.DEFAULT.withWaiting(4, 3), Duration.ofMillis(20));
        engine.classify("m1", Path.of("1.png")); // what a call takes is known now
        Gate gate = hold("m1");
        List<Future<Prediction>> kept = new ArrayList<>();
        for (int i = 0; i < 5; i++) { // 2 work, 3 wait
            kept.add(ask("m1", i));
        }
        awaitInHouse(5);
        int crops = imaging.crops.get();
        assertThatThrownBy(() -> engine.classify("m1", Path.of("9.png")))
                .isInstanceOfSatisfying(EngineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
                    assertThat(e.retryAfter().orElseThrow()).isBetween(Duration.ofMillis(10), Duration.ofMinutes(1));
                    assertThat(e.getMessage()).contains("m1", "3 calls");
                });
        assertThat(imaging.crops.get()).as("nothing is read for a refused call").isEqualTo(crops);
        Future<Prediction> another = ask("m2", 1); // another model has room
        awaitInHouse(6);
        assertThatThrownBy(() -> engine.classify("m3", Path.of("9.png"))) // until the house is full
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
        gate.open();
        for (Future<Prediction> one : kept) {
            one.get();
        }
        another.get();
        assertThat(engine.classify("m3", Path.of("4.png"))
                        .logits()
                        .orElseThrow()
                        .get(0))
                .isEqualTo(3004f);
    }

    @Test
    void noMoreCallsAreInTheHouseThanItHasRoomForAndAllThatAreLetInAreAnswered() throws Exception {
        open(2, Serving.DEFAULT.withWaiting(4, 4), Duration.ofMillis(1));
        AtomicInteger most = new AtomicInteger();
        List<Callable<Integer>> all = new ArrayList<>();
        for (int caller = 0; caller < 24; caller++) {
            int picture = caller;
            all.add(() -> {
                int answered = 0;
                for (int i = 0; i < 100; i++) {
                    try {
                        engine.classify("m1", Path.of(picture + ".png"));
                        answered++;
                    } catch (EngineException e) {
                        assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
                        most.accumulateAndGet(engine.callsInFlight(), Math::max);
                    }
                }
                return answered;
            });
        }
        int answered = 0;
        for (Future<Integer> one : callers.invokeAll(all)) {
            answered += one.get();
        }
        assertThat(slow("m1").batches()).hasSize(answered);
        assertThat(most.get()).isLessThanOrEqualTo(2 + 4);
        assertThat(engine.callsInFlight()).isZero();
        assertThat(engine.classify("m1", Path.of("1.png")).model()).isEqualTo("m1"); // at once, no refusal
    }

    @Test
    void expiredCallsAreNotExecuted() throws Exception {
        for (Serving serving : List.of(Serving.DEFAULT, batching(8, Duration.ofMillis(5)))) {
            open(1, serving, Duration.ZERO);
            Gate gate = hold("m1");
            Future<Prediction> first = ask("m1", 1);
            gate.awaitArrival(PATIENCE);
            List<Future<Prediction>> late = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                int picture = i;
                late.add(callers.submit(() -> engine.classify(
                        Request.of("m1", Path.of(picture + ".png")).within(Duration.ofMillis(50)))));
            }
            for (Future<Prediction> one : late) {
                assertFails(ErrorCode.DEADLINE_EXCEEDED, one);
            }
            gate.open();
            first.get();
            engine.classify("m1", Path.of("1.png"));
            assertThat(slow("m1").batches()).containsExactly(1, 1);
            engine.close();
        }
    }

    @Test
    void aFloodForOneModelDelaysACallForAnotherByATurn() throws Exception {
        open(1, Serving.DEFAULT, Duration.ofMillis(5));
        AtomicInteger floodBefore = new AtomicInteger(-1);
        Gate gate = hold("m1");
        List<Future<Prediction>> flood = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            flood.add(ask("m1", i));
        }
        Future<Prediction> other = ask("m2", 1);
        await("waiting for the one thread", engine::callsWaiting, 100);
        slow("m2").whenAsked(() -> floodBefore.set(slow("m1").batches().size()));
        gate.open();
        other.get();
        for (Future<Prediction> one : flood) {
            one.get();
        }
        assertThat(floodBefore.get()).as("calls of the flood before it").isBetween(1, 2);
    }

    @Test
    void closingAnswersWhoHasBegunAndTurnsAwayWhoHasNot() throws Exception {
        for (Serving serving : List.of(Serving.DEFAULT, batching(4, LONG))) {
            open(1, serving, Duration.ofMillis(1));
            Gate gate = hold("m1");
            Future<Prediction> running = ask("m1", 5);
            gate.awaitArrival(PATIENCE);
            List<Future<Prediction>> waiting = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                waiting.add(ask("m1", 5));
            }
            awaitInHouse(10);
            Future<?> closing = callers.submit(engine::close);
            gate.open();
            closing.get(120, TimeUnit.SECONDS);
            assertThat(running.get().logits().orElseThrow().get(0)).isEqualTo(1005f);
            for (Future<Prediction> one : waiting) {
                try {
                    assertThat(one.get().logits().orElseThrow().get(0)).isEqualTo(1005f);
                } catch (ExecutionException e) {
                    assertThat(((EngineException) e.getCause()).code()).isEqualTo(ErrorCode.UNAVAILABLE);
                }
            }
            assertThatThrownBy(() -> engine.classify("m1", Path.of("1.png"))).hasMessageContaining("closed");
        }
    }

    @Test
    void aCallWithinACallNeedsNeitherThreadNorCompany() throws Exception {
        open(1, batching(4, LONG), Duration.ZERO);
        Prediction outer = engine.classify(Request.of("m1", Path.of("3.png")).changedBy(crop -> {
            assertThat(engine.classify("m2", Path.of("4.png")).model()).isEqualTo("m2");
            return crop;
        }));
        assertThat(outer.logits().orElseThrow().get(0)).isEqualTo(1003f);
    }

    private static EngineException assertFails(ErrorCode code, Future<?> call) throws InterruptedException {
        try {
            call.get();
            throw new AssertionError("was answered");
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(EngineException.class);
            EngineException why = (EngineException) e.getCause();
            assertThat(why.code()).as(why.getMessage()).isEqualTo(code);
            return why;
        }
    }
}
