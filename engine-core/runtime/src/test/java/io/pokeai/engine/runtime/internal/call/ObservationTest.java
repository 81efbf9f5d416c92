package io.pokeai.engine.runtime.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.CallObserver;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Observation;
import io.pokeai.engine.api.ObservedCall;
import io.pokeai.engine.api.ObservedInference;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.api.TensorAnswer;
import io.pokeai.engine.api.TensorRequest;
import io.pokeai.engine.api.TensorSource;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.fixture.FakeImaging;
import io.pokeai.engine.runtime.internal.fixture.GatedFolder;
import io.pokeai.engine.runtime.internal.fixture.SlowClassifier;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Gate;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who observes an engine hears of each call, inference and change once; tensors are calls as pictures are. */
@Timeout(300)
class ObservationTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path ONE = Path.of("1.png");

    @TempDir
    Path folder;

    private final FakeClassifierFactory factory = new FakeClassifierFactory();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final Heard heard = new Heard();
    private @Nullable SlowClassifier slow;
    private PooledEngine engine;
    private Observation observation;

    private static final class Heard implements CallObserver {
        final List<ObservedCall> calls = new CopyOnWriteArrayList<>();
        final List<ObservedInference> inferences = new CopyOnWriteArrayList<>();
        final List<SwapReport> changes = new CopyOnWriteArrayList<>();

        @Override
        public void called(ObservedCall call) {
            calls.add(call);
        }

        @Override
        public void inferred(ObservedInference inference) {
            inferences.add(inference);
        }

        @Override
        public void changed(SwapReport report) {
            changes.add(report);
        }

        ObservedCall call() {
            assertThat(calls).hasSize(1);
            return calls.get(0);
        }
    }

    /** Pictures of one value each: 8 × 8, as the fakes take. */
    private record Values(List<Float> values) implements TensorSource {
        @Override
        public int pictures(ModelSpec model) {
            assertThat(model.input().height()).isEqualTo(FakeClassifierFactory.CROP);
            return values.size();
        }

        @Override
        public void write(int from, FloatBuffer target) {
            int size = 3 * FakeClassifierFactory.CROP * FakeClassifierFactory.CROP;
            for (int i = 0; target.hasRemaining(); i++) {
                target.put(values.get(from + i / size));
            }
        }
    }

    private void open(Serving serving) {
        GatedFolder.old(FakeClassifierFactory.write(folder.resolve("m.onnx"), 1000));
        factory.decorate(classifier -> slow = new SlowClassifier(classifier, Duration.ZERO));
        Backends backends = new Backends();
        backends.add(factory, 0);
        engine = PooledEngine.open(
                EngineSettings.of(folder).withThreads(1).withWatch(false).withServing(serving),
                new FakeImaging(),
                backends,
                List::of);
        engine.classify("m", ONE);
        observation = engine.observe(heard);
    }

    @AfterEach
    void close() {
        if (slow != null) {
            slow.hold().open();
        }
        engine.close();
        callers.shutdownNow();
    }

    private Gate hold() {
        return Optional.ofNullable(slow).orElseThrow().hold();
    }

    private TensorAnswer infer(Float... values) {
        return engine.infer(TensorRequest.of("m", new Values(List.of(values))));
    }

    @Test
    void aCallIsHeardOfWithItsVersionAndTimes() {
        open(Serving.DEFAULT);
        Prediction answer = engine.classify("m", ONE);
        ObservedCall call = heard.call();
        assertThat(call.model()).isEqualTo("m");
        assertThat(call.version()).hasValue(answer.version());
        assertThat(call.pictures()).isEqualTo(1);
        assertThat(call.error()).isEmpty();
        assertThat(call.preprocessNanos()).isEqualTo(answer.timing().preprocessNanos());
        assertThat(call.inferNanos()).isEqualTo(answer.timing().inferNanos());
        assertThat(call.queueNanos()).isNotNegative();
        assertThat(call.totalNanos())
                .isGreaterThanOrEqualTo(call.queueNanos() + call.preprocessNanos() + call.inferNanos());
        assertThat(heard.inferences)
                .containsExactly(new ObservedInference("m", answer.version(), 1, call.inferNanos()));
    }

    @Test
    void aFailureIsHeardOfWithItsReasonAndAnUnknownNameIsNot() {
        open(Serving.DEFAULT);
        assertThatThrownBy(() -> engine.classify("m", Path.of("bad.png"))).isInstanceOf(EngineException.class);
        assertThat(heard.call().error()).hasValue(ErrorCode.CORRUPT_IMAGE);
        assertThat(heard.inferences).isEmpty();
        assertThatThrownBy(() -> engine.classify("made-up", ONE)).isInstanceOf(EngineException.class);
        assertThat(heard.calls).hasSize(1);
    }

    @Test
    void nothingIsHeardAfterTheEndAndAnObserverThatFailsHarmsNobody() {
        open(Serving.DEFAULT);
        observation.close();
        observation.close();
        try (Observation broken = engine.observe(new CallObserver() {
            @Override
            public void called(ObservedCall call) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void inferred(ObservedInference inference) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void changed(SwapReport report) {
                throw new IllegalStateException("broken");
            }
        })) {
            assertThat(broken).isNotNull();
            assertThat(engine.classify("m", ONE).model()).isEqualTo("m");
        }
        assertThat(heard.calls).isEmpty();
    }

    @Test
    void changesAreHeardOfAlsoThoseThatFail() {
        open(Serving.DEFAULT);
        Path next = GatedFolder.old(FakeClassifierFactory.write(folder.resolve("next.fake"), 7));
        SwapReport done = engine.control().swap("m", SwapTarget.file(next), SwapTerms.of("test"));
        SwapReport failed =
                engine.control().swap("m", SwapTarget.file(folder.resolve("none.onnx")), SwapTerms.of("test"));
        assertThat(heard.changes)
                .extracting(SwapReport::operation, SwapReport::outcome)
                .containsExactly(
                        tuple(done.operation(), done.outcome()), tuple(failed.operation(), SwapReport.Outcome.FAILED));
    }

    @Test
    void theAnswersOfABulkRequestAreOneCallForEachBatchAndItsFailuresOneEach() {
        open(Serving.DEFAULT);
        List<Path> pictures = List.of(ONE, Path.of("bad.png"), Path.of("3.png"));
        try (Stream<Result<Path>> results =
                engine.classifyAll(BulkRequest.of("m", pictures).inBatchesOf(3))) {
            assertThat(results.toList()).hasSize(3);
        }
        assertThat(heard.calls)
                .extracting(ObservedCall::pictures, call -> call.error().isPresent())
                .containsExactlyInAnyOrder(tuple(2, false), tuple(1, true));
        assertThat(heard.inferences).extracting(ObservedInference::pictures).containsExactly(2);
    }

    @Test
    void aTensorIsAnsweredInItsOrderAndIsACall() {
        open(Serving.DEFAULT);
        TensorAnswer answer = infer(1f, 2f, 3f);
        assertThat(answer.scores()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            float value = i + 1;
            assertThat(answer.scores().get(i)).containsExactly(value + 1000, 2 * value + 1000, 3 * value + 1000);
        }
        assertThat(answer.isFinite()).isTrue();
        assertThat(heard.call().pictures()).isEqualTo(3);
        assertThat(heard.call().version()).hasValue(answer.spec().version());
        assertThat(heard.inferences.stream()
                        .mapToInt(ObservedInference::pictures)
                        .sum())
                .isEqualTo(3);
    }

    @Test
    void whatTheTensorsSourceThrowsIsThrown() {
        open(Serving.DEFAULT);
        IllegalArgumentException wrong = new IllegalArgumentException("wrong shape");
        TensorSource source = new TensorSource() {
            @Override
            public int pictures(ModelSpec model) {
                throw wrong;
            }

            @Override
            public void write(int from, FloatBuffer target) {
                throw new AssertionError();
            }
        };
        assertThatThrownBy(() -> engine.infer(TensorRequest.of("m", source))).isSameAs(wrong);
        assertThatThrownBy(() -> infer()).hasMessageContaining("at least 1 picture");
        assertThat(engine.callsInFlight()).isZero();
    }

    @Test
    void aTensorTooManyIsRefusedWithAHint() throws Exception {
        open(Serving.DEFAULT.withWaiting(2, 1));
        Gate gate = hold();
        List<Future<TensorAnswer>> kept = new ArrayList<>();
        for (int i = 0; i < 2; i++) { // one works, one waits
            kept.add(callers.submit(() -> infer(1f, 2f)));
        }
        await(() -> engine.callsInFlight(), 2);
        assertThatThrownBy(() -> infer(1f)).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
            assertThat(e.retryAfter()).isPresent();
        });
        // A picture meets the same limit: both are counted together.
        assertThatThrownBy(() -> engine.classify("m", ONE)).hasMessageContaining("calls are waiting");
        gate.open();
        for (Future<TensorAnswer> one : kept) {
            assertThat(one.get().scores()).hasSize(2);
        }
        assertThat(heard.calls)
                .extracting(call -> call.error().map(ErrorCode::name).orElse("ok"))
                .containsExactlyInAnyOrder("OVERLOADED", "OVERLOADED", "ok", "ok");
    }

    @Test
    void aTensorThatWaitsTooLongIsNotBegun() throws Exception {
        open(Serving.DEFAULT);
        Gate gate = hold();
        Future<TensorAnswer> first = callers.submit(() -> infer(1f));
        gate.awaitArrival(PATIENCE);
        assertThatThrownBy(() -> engine.infer(
                        TensorRequest.of("m", new Values(List.of(2f))).within(Duration.ofMillis(5))))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        gate.open();
        first.get();
        assertThat(heard.inferences).hasSize(1);
    }

    @Test
    void tensorsOfOnePictureAndPicturesShareABatch() throws Exception {
        open(Serving.DEFAULT.withBatching(new Batching(8, Duration.ofSeconds(1))));
        Gate gate = hold();
        Future<TensorAnswer> first = callers.submit(() -> infer(1f));
        gate.awaitArrival(PATIENCE);
        Future<TensorAnswer> tensor = callers.submit(() -> infer(2f));
        await(() -> engine.openBatches(), 1);
        Future<TensorAnswer> other = callers.submit(() -> infer(3f));
        await(() -> engine.callsInFlight(), 3);
        gate.open();
        assertThat(first.get().scores().get(0)).startsWith(1001);
        assertThat(tensor.get().scores().get(0)).startsWith(1002);
        assertThat(other.get().scores().get(0)).startsWith(1003);
        assertThat(heard.inferences).extracting(ObservedInference::pictures).startsWith(1);
        assertThat(heard.inferences.stream()
                        .mapToInt(ObservedInference::pictures)
                        .sum())
                .isEqualTo(3);
        assertThat(engine.openBatches()).isZero();
    }

    private static void await(IntSupplier count, int expected) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count.getAsInt() != expected) {
            assertThat(System.nanoTime()).as("count %s", count.getAsInt()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
