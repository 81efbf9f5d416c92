package io.pokeai.engine.api.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RefCountTest {
    @Test
    void theLastUserFrees() {
        AtomicInteger freed = new AtomicInteger();
        RefCount uses = new RefCount(freed::incrementAndGet);
        assertThat(uses.tryAcquire()).isTrue();
        uses.close(() -> assertThat(freed).hasValue(0));
        uses.close(() -> {
            throw new AssertionError("a second close does nothing");
        });
        assertThat(uses.tryAcquire()).isFalse();
        assertThat(freed).hasValue(0);
        uses.release();
        assertThat(freed).hasValue(1);
    }

    @Test
    void nothingIsInUseWhenItIsFreed() throws Exception {
        for (int round = 0; round < 200; round++) {
            AtomicBoolean freed = new AtomicBoolean();
            AtomicBoolean usedAfter = new AtomicBoolean();
            RefCount uses = new RefCount(() -> freed.set(true));
            ExecutorService threads = Executors.newFixedThreadPool(4);
            for (int t = 0; t < 4; t++) {
                threads.execute(() -> {
                    while (uses.tryAcquire()) {
                        if (freed.get()) {
                            usedAfter.set(true);
                        }
                        uses.release();
                    }
                });
            }
            uses.close(() -> {});
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            assertThat(freed).isTrue();
            assertThat(usedAfter).isFalse();
        }
    }
}
