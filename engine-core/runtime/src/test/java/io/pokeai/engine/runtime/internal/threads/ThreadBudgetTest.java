package io.pokeai.engine.runtime.internal.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.testkit.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ThreadBudgetTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<Gate> gates = new ArrayList<>();

    @AfterEach
    void stop() {
        gates.forEach(Gate::open);
        callers.shutdownNow();
    }

    @Test
    void neverMoreThreadsWorkThanTheBudgetHas() throws Exception {
        ThreadBudget budget = ThreadBudget.alone(3);
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String lane = "m" + i % 5;
            all.add(CompletableFuture.runAsync(
                    () -> {
                        for (int call = 0; call < 2000; call++) {
                            budget.run(lane, ThreadBudget.never(), () -> {
                                most.accumulateAndGet(working.incrementAndGet(), Math::max);
                                Thread.onSpinWait();
                                return working.decrementAndGet();
                            });
                        }
                    },
                    callers));
        }
        for (CompletableFuture<Void> one : all) {
            one.get(120, TimeUnit.SECONDS);
        }
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void lanesTakeTurnsHoweverLongOneOfThemIs() throws Exception {
        ThreadBudget budget = ThreadBudget.alone(1);
        Gate gate = occupy(budget, "a");
        List<String> order = new CopyOnWriteArrayList<>();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (String lane : List.of("a", "a", "a", "a", "a", "b", "b", "c")) {
            int before = all.size();
            all.add(CompletableFuture.runAsync(
                    () -> budget.run(lane, ThreadBudget.never(), () -> order.add(lane)), callers));
            awaitWaiting(budget, before + 1);
        }
        gate.open();
        for (CompletableFuture<?> one : all) {
            one.get(120, TimeUnit.SECONDS);
        }
        assertThat(order).containsExactly("a", "b", "c", "a", "b", "a", "a", "a");
    }

    @Test
    void whoHasNoMoreTimeDoesNotBegin() throws Exception {
        ThreadBudget budget = ThreadBudget.alone(1);
        assertFails(
                ErrorCode.DEADLINE_EXCEEDED,
                () -> budget.run("a", System.nanoTime() - 1, () -> {
                    throw new AssertionError("has begun");
                }));
        Gate gate = occupy(budget, "a");
        AtomicBoolean begun = new AtomicBoolean();
        assertFails(
                ErrorCode.DEADLINE_EXCEEDED,
                () -> budget.run("b", System.nanoTime() + Duration.ofMillis(20).toNanos(), () -> {
                    begun.set(true);
                    return 0;
                }));
        gate.open();
        assertThat(budget.run("b", in(PATIENCE), () -> 1)).isEqualTo(1);
        assertThat(begun).isFalse();
        assertThat(budget.waiting()).isZero();
    }

    @Test
    void anInterruptedWaiterLeavesItsPlaceInTheQueue() throws Exception {
        ThreadBudget budget = ThreadBudget.alone(1);
        Gate gate = occupy(budget, "a");
        CompletableFuture<ErrorCode> code = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                budget.run("a", ThreadBudget.never(), () -> 0);
            } catch (EngineException e) {
                code.complete(e.code());
            }
        });
        waiter.start();
        awaitWaiting(budget, 1);
        waiter.interrupt();
        assertThat(code.get(120, TimeUnit.SECONDS)).isEqualTo(ErrorCode.CANCELLED);
        gate.open();
        assertThat(budget.run("a", in(PATIENCE), () -> 1)).isEqualTo(1);
    }

    @Test
    void callsThatHangTakeTheBudgetFromNobodyForLong() throws Exception {
        ThreadBudget budget = ThreadBudget.alone(2, Duration.ofMillis(50));
        for (int i = 0; i < 5; i++) {
            occupy(budget, "stuck");
        }
        assertThat(budget.run("other", in(PATIENCE), () -> 1)).isEqualTo(1);
        gates.forEach(Gate::open);
        assertThat(budget.run("stuck", in(PATIENCE), () -> 2)).isEqualTo(2);
        // All have come back: the budget is what it was.
        while (budget.free() != 2) {
            Thread.onSpinWait();
        }
        Gate one = occupy(budget, "stuck");
        Gate two = occupy(budget, "stuck");
        one.open();
        two.open();
    }

    @Test
    void workInsideOfWorkNeedsNoSecondPlace() {
        ThreadBudget budget = ThreadBudget.alone(1);
        assertThat(budget.run("a", in(PATIENCE), () -> budget.run("b", in(PATIENCE), budget::isHeld)))
                .isTrue();
        assertThat(budget.isHeld()).isFalse();
    }

    @Test
    void whatFailsGivesItsPlaceBack() {
        ThreadBudget budget = ThreadBudget.alone(1);
        assertThatThrownBy(() -> budget.run("a", in(PATIENCE), () -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(budget.free()).isEqualTo(1);
    }

    private Gate occupy(ThreadBudget budget, String lane) {
        Gate gate = Gate.closed();
        gates.add(gate);
        callers.execute(() -> budget.run(lane, ThreadBudget.never(), () -> {
            gate.pass();
            return 0;
        }));
        gate.awaitArrival(PATIENCE);
        return gate;
    }

    private static void awaitWaiting(ThreadBudget budget, int callers) {
        while (budget.waiting() < callers) {
            Thread.onSpinWait();
        }
    }

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    private static void assertFails(ErrorCode code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
