package io.pokeai.engine.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private static final int WINDOW = 2 * 8;

    @Test
    void resultsComeInOrderAndOnlyAWindowIsKept() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        List<Integer> results = new ArrayList<>();
        InOrder.run(
                IntStream.range(0, 200).boxed().toList(),
                2,
                number -> {
                    begun.incrementAndGet();
                    return number * number;
                },
                (number, square) -> {
                    assertThat(square).isEqualTo(number * number);
                    assertThat(begun.get()).isLessThanOrEqualTo(results.size() + WINDOW);
                    results.add(number);
                },
                () -> false);
        assertThat(results).isEqualTo(IntStream.range(0, 200).boxed().toList());
    }

    /** The second piece of work begins before the run fails, and takes 200 ms more. */
    @Test
    void noThreadWorksOnceARunHasEnded() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch failing = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        assertThatThrownBy(() -> InOrder.run(
                        List.of(1, 2),
                        2,
                        number -> {
                            if (number == 2) {
                                begun.countDown();
                                await(failing);
                                linger();
                                ended.set(true);
                            }
                            return number;
                        },
                        (number, result) -> {
                            await(begun);
                            failing.countDown();
                            throw new IllegalStateException("the first result cannot be used");
                        },
                        () -> false))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ended).isTrue();
    }

    private static void linger() {
        try {
            assertThat(new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
