package io.pokeai.engine.runtime.internal.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StripedRefCountTest {
    private enum Act {
        ENTER,
        JOIN,
        LEAVE,
        RETIRE
    }

    @Property(tries = 1_000)
    void theLastOneIsCalledOnceWhenAllHaveLeft(
            @ForAll @Size(max = 60) List<Act> acts, @ForAll @IntRange(max = 1000) int seed) {
        AtomicInteger ended = new AtomicInteger();
        StripedRefCount count = new StripedRefCount(4, ended::incrementAndGet);
        Deque<Integer> users = new ArrayDeque<>();
        boolean retired = false;
        int turn = seed;
        for (Act act : acts) {
            int stripe = turn++ % 4;
            switch (act) {
                case ENTER -> {
                    assertThat(count.tryEnter(stripe)).isEqualTo(!retired);
                    if (!retired) {
                        users.push(stripe);
                    }
                }
                case JOIN -> {
                    boolean known = users.contains(stripe);
                    assertThat(count.tryJoin(stripe)).isEqualTo(known);
                    if (known) {
                        users.push(stripe);
                    }
                }
                case LEAVE -> {
                    if (!users.isEmpty()) {
                        count.leave(users.pop());
                    }
                }
                case RETIRE -> {
                    count.retire();
                    retired = true;
                }
            }
            assertThat(count.users()).isEqualTo(users.size());
            assertThat(ended.get()).isEqualTo(retired && users.isEmpty() ? 1 : 0);
        }
    }

    /** The end races with every other act; whoever is inside must never see it, and it must come once. */
    @Test
    @Timeout(300)
    void nobodyIsInsideWhenItEndsAndItEndsOnce() throws Exception {
        int threads = 4;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 3_000; round++) {
                AtomicInteger ended = new AtomicInteger();
                StripedRefCount count = new StripedRefCount(2, ended::incrementAndGet);
                CyclicBarrier start = new CyclicBarrier(threads);
                List<Future<?>> all = IntStream.range(0, threads)
                        .<Future<?>>mapToObj(i -> executor.submit(() -> {
                            start.await();
                            use(count, ended, i == 0);
                            return null;
                        }))
                        .toList();
                for (Future<?> one : all) {
                    one.get();
                }
                assertThat(ended.get()).isEqualTo(1);
                assertThat(count.users()).isZero();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static void use(StripedRefCount count, AtomicInteger ended, boolean retires) {
        for (int i = 0; i < 30; i++) {
            if (retires && i == 15) {
                count.retire();
                count.retire();
            }
            int stripe = count.stripe();
            if (count.tryEnter(stripe)) {
                assertThat(ended.get()).isZero();
                assertThat(count.tryJoin(stripe)).isTrue();
                count.leave(stripe);
                assertThat(ended.get()).isZero();
                count.leave(stripe);
            }
        }
    }
}
