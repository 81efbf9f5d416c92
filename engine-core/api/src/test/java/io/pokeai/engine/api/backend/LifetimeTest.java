package io.pokeai.engine.api.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LifetimeTest {
    @Test
    void theLastOneToLeaveFrees() {
        AtomicInteger freed = new AtomicInteger();
        Lifetime lifetime = new Lifetime(freed::incrementAndGet);
        assertThat(lifetime.tryEnter()).isTrue();
        lifetime.close(() -> assertThat(freed).hasValue(0));
        lifetime.close(() -> {
            throw new AssertionError("a second close does nothing");
        });
        assertThat(lifetime.tryEnter()).isFalse();
        assertThat(freed).hasValue(0);
        lifetime.leave();
        assertThat(freed).hasValue(1);
    }

    @Test
    void nobodyIsInsideWhenItIsFreed() throws Exception {
        for (int round = 0; round < 200; round++) {
            AtomicBoolean freed = new AtomicBoolean();
            AtomicBoolean usedAfter = new AtomicBoolean();
            Lifetime lifetime = new Lifetime(() -> freed.set(true));
            ExecutorService threads = Executors.newFixedThreadPool(4);
            for (int t = 0; t < 4; t++) {
                threads.execute(() -> {
                    while (lifetime.tryEnter()) {
                        if (freed.get()) {
                            usedAfter.set(true);
                        }
                        lifetime.leave();
                    }
                });
            }
            lifetime.close(() -> {});
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            assertThat(freed).isTrue();
            assertThat(usedAfter).isFalse();
        }
    }
}
