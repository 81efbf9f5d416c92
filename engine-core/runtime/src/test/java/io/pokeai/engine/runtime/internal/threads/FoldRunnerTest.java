package io.pokeai.engine.runtime.internal.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.testkit.Gate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class FoldRunnerTest {
    private final ThreadPoolExecutor workers = EngineThreads.workers(3);
    private final FoldRunner runner = FoldRunner.on(workers, ThreadBudget.alone(3));

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void resultsComeInOrder() {
        for (int count = 1; count < 50; count++) {
            List<Integer> expected = IntStream.range(0, count).boxed().toList();
            assertThat(runner.map(count, i -> i)).isEqualTo(expected);
            assertThat(FoldRunner.alone().map(count, i -> i)).isEqualTo(expected);
        }
    }

    @Test
    void idleWorkersHelp() {
        CountDownLatch together = new CountDownLatch(3); // nobody goes on before three run at once
        List<Boolean> met = runner.map(3, i -> {
            together.countDown();
            try {
                return together.await(120, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(met).containsOnly(true);
    }

    @Test
    void busyWorkersAreNotWaitedFor() {
        Gate gate = Gate.closed();
        for (int i = 0; i < 3; i++) {
            workers.execute(gate::pass);
        }
        gate.awaitArrival(Duration.ofMinutes(2));
        assertThat(runner.map(5, i -> Thread.currentThread())).containsOnly(Thread.currentThread());
        gate.open();
    }

    @Test
    void aCallerAndItsHelpersAreAtMostTheBudget() {
        AtomicInteger running = new AtomicInteger();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 300; round++) {
            runner.map(8, i -> {
                seen.add(running.incrementAndGet());
                Thread.onSpinWait();
                return running.decrementAndGet();
            });
        }
        assertThat(seen).allMatch(together -> together <= 3);
    }

    @Test
    void aFailureIsThrownOnceNothingRunsAnyMore() {
        AtomicInteger running = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        assertThatThrownBy(() -> runner.map(2, i -> {
                    running.incrementAndGet();
                    both.countDown();
                    try {
                        assertThat(both.await(120, TimeUnit.SECONDS)).isTrue();
                        Thread.sleep(i * 50L);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    } finally {
                        running.decrementAndGet();
                    }
                    throw new IllegalStateException("fold " + i);
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(running).hasValue(0);
        assertThat(runner.map(2, i -> i)).containsExactly(0, 1);
    }

    @Test
    void afterTheWorkersAreGoneTheCallerWorksAlone() {
        workers.shutdown();
        assertThat(runner.map(3, i -> Thread.currentThread())).containsOnly(Thread.currentThread());
    }
}
