package io.pokeai.engine.runtime.internal.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.testkit.FakeClassifier;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GenerationTest {
    private enum Step {
        ACQUIRE,
        RELEASE,
        RETIRE
    }

    @Property(tries = 300)
    void itIsClosedExactlyWhenItIsRetiredAndTheLastLeaseIsBack(@ForAll @Size(max = 40) List<Step> steps) {
        FakeClassifier classifier = open();
        Generation generation = new Generation(1, classifier, Fixture.candidate(classifier), Runnable::run, false);
        Deque<ModelLease> leases = new ArrayDeque<>();
        boolean retired = false;
        for (Step step : steps) {
            boolean gone = retired;
            switch (step) {
                case ACQUIRE -> {
                    ModelLease lease = generation.tryLease();
                    assertThat(lease != null).isEqualTo(!gone);
                    if (lease != null) {
                        leases.push(lease);
                    }
                }
                case RELEASE -> {
                    if (!leases.isEmpty()) {
                        ModelLease lease = leases.pop();
                        lease.close();
                        lease.close();
                    }
                }
                case RETIRE -> {
                    generation.retire();
                    retired = true;
                }
            }
            assertThat(classifier.closes() == 1).isEqualTo(retired && leases.isEmpty());
            assertThat(generation.leases()).isEqualTo(leases.size());
            assertThat(generation.state())
                    .isEqualTo(
                            !retired ? ModelState.READY : leases.isEmpty() ? ModelState.CLOSED : ModelState.DRAINING);
        }
    }

    @Test
    @Timeout(300)
    void noCallEverRunsOnAClosedClassifier() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        ExecutorService reaper = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 300; round++) {
                FakeClassifier classifier = open();
                Generation generation = new Generation(round, classifier, Fixture.candidate(classifier), reaper, false);
                CountDownLatch start = new CountDownLatch(1);
                AtomicInteger answered = new AtomicInteger();
                List<Future<?>> callers = IntStream.range(0, 4)
                        .<Future<?>>mapToObj(i -> threads.submit(() -> call(generation, start, answered, i == 0)))
                        .toList();
                start.countDown();
                for (Future<?> caller : callers) {
                    caller.get(); // an infer on a closed fake throws, and so would this
                }
                generation.closed().get();
                assertThat(answered.get()).isPositive();
            }
        } finally {
            threads.shutdownNow();
            reaper.shutdownNow();
        }
    }

    private static void call(Generation generation, CountDownLatch start, AtomicInteger answered, boolean retires) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        for (int i = 0; i < 20; i++) {
            if (retires && i == 10) {
                generation.retire();
            }
            try (ModelLease lease = generation.tryLease()) {
                if (lease != null) {
                    lease.infer(ImageTensor.allocate(1, FakeClassifierFactory.CROP, FakeClassifierFactory.CROP));
                    answered.incrementAndGet();
                }
            } catch (EngineException e) {
                throw new AssertionError("a leased generation answers", e);
            }
        }
    }

    private static FakeClassifier open() {
        try {
            Path file = Files.createTempFile("generation", ".fake");
            try {
                FakeClassifierFactory factory = new FakeClassifierFactory();
                FakeClassifierFactory.write(file, 1);
                factory.open(factory.recognise(ModelSource.of(file)).orElseThrow(), OpenOptions.cpu(file));
                return factory.opened().get(0);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
