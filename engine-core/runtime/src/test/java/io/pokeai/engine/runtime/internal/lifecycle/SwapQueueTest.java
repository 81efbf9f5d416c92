package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SwapQueueTest {
    private final List<Runnable> threads = new ArrayList<>();
    private final SwapQueue queue = new SwapQueue("m", threads::add, why -> {});

    /** A status that is asked for when a change is done does not say that a change is waiting. */
    @Test
    void whoHearsTheEndOfAChangeFindsTheQueueWithoutIt() {
        CompletableFuture<Integer> done = queue.submit(queue::size);
        CompletableFuture<Integer> left = done.thenApply(during -> queue.size());
        CompletableFuture<Integer> failed = queue.submit(() -> {
                    throw new IllegalStateException("on purpose");
                })
                .handle((result, failure) -> queue.size());
        assertThat(queue.size()).isEqualTo(2);
        threads.forEach(Runnable::run);
        assertThat(done.join()).as("while it is made, with the next one").isEqualTo(2);
        assertThat(left.join()).as("with the next one alone").isEqualTo(1);
        assertThat(failed.join()).isZero();
        assertThat(threads).as("one thread for both").hasSize(1);
    }

    @Test
    void whatIsSubmittedByWhoHearsOfAnEndIsMadeToo() {
        CompletableFuture<Integer> second = queue.submit(() -> 1).thenCompose(one -> queue.submit(() -> one + 1));
        threads.forEach(Runnable::run);
        assertThat(second.join()).isEqualTo(2);
        assertThat(threads).hasSize(1);
        assertThat(queue.size()).isZero();
    }
}
