package io.pokeai.engine.runtime.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.fixture.SlowClassifier;
import io.pokeai.engine.runtime.internal.fixture.SwapScenario;
import io.pokeai.engine.runtime.internal.lifecycle.RolloutState;
import io.pokeai.engine.runtime.internal.lifecycle.Shares;
import io.pokeai.engine.runtime.internal.threads.ThreadBudget;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a name is changed to while calls are in a batch that has not been run yet. */
@Timeout(300)
class OpenBatchTest extends SwapScenario {
    private static final Batching LIMITS = new Batching(8, Duration.ofSeconds(1));
    private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    // One thread, which the test keeps, however long it takes: no batch can be run.
    private final ThreadBudget budget = ThreadBudget.alone(1, Duration.ofHours(1));
    private final Batches batches = new Batches(budget, new TensorPool(4), new Observers());
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<Thread> members = new CopyOnWriteArrayList<>();
    private final List<SlowClassifier> generations = new CopyOnWriteArrayList<>();
    private final Gate gate = Gate.closed();

    @BeforeEach
    void keepTheThread() {
        fixture.fake.decorate(classifier -> {
            SlowClassifier noting = new SlowClassifier(classifier, Duration.ZERO);
            generations.add(noting);
            return noting;
        });
        callers.execute(() -> budget.run("test", ThreadBudget.never(), () -> {
            gate.pass();
            return 0;
        }));
        gate.awaitArrival(Fixture.PATIENCE);
        fixture.answer("a");
        generations.get(0).batches().clear();
    }

    @AfterEach
    void end() {
        gate.open();
        callers.shutdownNow();
    }

    /** A caller with a key, in a batch; what it is answered by. */
    private Future<Float> call(String key) {
        return callers.submit(() -> {
            try (ModelLease lease = fixture.registry().lease("a", key);
                    Batches.PendingCall pending = batches.announce("a")) {
                members.add(Thread.currentThread());
                ImageTensor picture = ImageTensor.allocate(1, FakeClassifierFactory.CROP, FakeClassifierFactory.CROP);
                BatchEntry.Row row =
                        batches.infer(lease, picture, LIMITS, pending, ThreadBudget.never(), new CallWatch("m"));
                return row.scores().row(row.index())[0];
            }
        });
    }

    private void awaitJoined(int callersInAll, int openBatches) {
        awaitThat(() -> members.size() == callersInAll
                && members.stream().allMatch(member -> WAITING.contains(member.getState()))
                && batches.size() == openBatches);
    }

    private static void awaitThat(BooleanSupplier condition) {
        long end = System.nanoTime() + Fixture.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private long generation() {
        try (ModelLease lease = fixture.registry().lease("a")) {
            return lease.generation();
        }
    }

    @Test
    void aSwapLeavesThemToTheGenerationThatTheyCameFor() throws Exception {
        List<Future<Float>> before = new ArrayList<>();
        List<Future<Float>> after = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            before.add(call("early-" + i));
        }
        awaitJoined(3, 1);
        Future<SwapReport> swap =
                callers.submit(() -> control().swap("a", SwapTarget.file(file("b.onnx", "fake 2")), EVE));
        awaitThat(() -> generation() == 2);
        generations.get(1).batches().clear();
        for (int i = 0; i < 4; i++) {
            after.add(call("late-" + i));
        }
        awaitJoined(7, 2);
        assertThat(fixture.fake.opened().get(0).closes()).isZero();
        gate.open();

        for (Future<Float> one : before) {
            assertThat(one.get(120, TimeUnit.SECONDS)).isEqualTo(1f);
        }
        for (Future<Float> one : after) {
            assertThat(one.get(120, TimeUnit.SECONDS)).isEqualTo(2f);
        }
        assertThat(swap.get(120, TimeUnit.SECONDS).orThrow().outcome()).isEqualTo(SwapReport.Outcome.DONE);
        assertThat(generations.get(0).batches()).containsExactly(3);
        assertThat(generations.get(1).batches()).containsExactly(4);
        assertThat(fixture.fake.opened().get(0).closes()).isEqualTo(1);
        assertThat(batches.size()).isZero();
    }

    @Test
    void callersOfBothSidesOfACanaryAreNeverInOneBatch() throws Exception {
        control()
                .canary("a", SwapTarget.file(file("b.onnx", "fake 2")), 0.5, EVE)
                .orThrow();
        generations.get(1).batches().clear();
        List<String> keys = IntStream.range(0, 12).mapToObj(i -> "user-" + i).toList();
        List<Future<Float>> answers = keys.stream().map(this::call).toList();
        int tried = (int) keys.stream().filter(OpenBatchTest::isTried).count();
        assertThat(tried).isBetween(4, 8); // no batch is fuller than a batch may be
        awaitJoined(12, 2);
        gate.open();

        for (int i = 0; i < keys.size(); i++) {
            assertThat(answers.get(i).get(120, TimeUnit.SECONDS)).isEqualTo(isTried(keys.get(i)) ? 2f : 1f);
        }
        assertThat(generations.get(0).batches()).containsExactly(12 - tried);
        assertThat(generations.get(1).batches()).containsExactly(tried);
        control().abort("a", EVE).orThrow();
    }

    private static boolean isTried(String key) {
        return Shares.of("a", key) < RolloutState.SHARES / 2;
    }
}
