package io.pokeai.engine.runtime.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.fixture.FakeImaging;
import io.pokeai.engine.runtime.internal.fixture.SlowClassifier;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four times as many callers as there is room for: what is still answered, and what comes after. Has figures to print. */
@Tag("slow")
class OverloadTest {
    private static final int THREADS = 2;
    private static final int ROOM = 4;
    private static final Duration EACH = Duration.ofMillis(10);

    @TempDir
    Path folder;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private PooledEngine engine;

    @BeforeEach
    void open() throws Exception {
        Path file = FakeClassifierFactory.write(folder.resolve("m.onnx"), 1);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
        FakeClassifierFactory factory = new FakeClassifierFactory();
        factory.decorate(classifier -> new SlowClassifier(classifier, EACH));
        Backends backends = new Backends();
        backends.add(factory, 0);
        EngineSettings settings = EngineSettings.of(folder)
                .withThreads(THREADS)
                .withWatch(false)
                .withServing(Serving.DEFAULT.withWaiting(ROOM, ROOM));
        engine = PooledEngine.open(settings, new FakeImaging(), backends, List::of);
        engine.classify("m", Path.of("1.png"));
    }

    @AfterEach
    void close() {
        engine.close();
        callers.shutdownNow();
    }

    @Test
    void atFourTimesTheCapacityGoodputStaysMemoryIsFlatAndRecoveryIsImmediate() throws Exception {
        answersPerSecond(THREADS, 2);
        double capacity = answersPerSecond(THREADS, 5);
        assertThat(refused).hasValue(0);
        long before = usedHeap();
        double goodput = answersPerSecond(4 * (THREADS + ROOM), 10);
        long after = usedHeap();
        assertThat(refused.get()).isPositive();
        System.out.printf(
                Locale.ROOT,
                "overload: capacity %.1f/s, goodput %.1f/s = %.3f, %d refused, heap %+d kB%n",
                capacity,
                goodput,
                goodput / capacity,
                refused.get(),
                (after - before) / 1024);
        assertThat(most.get()).isLessThanOrEqualTo(THREADS + ROOM);
        assertThat(goodput / capacity).as("goodput").isGreaterThan(0.9);
        assertThat(after - before).as("bytes").isLessThan(1 << 20);
        refused.set(0);
        double recovered = answersPerSecond(THREADS, 2);
        assertThat(refused).hasValue(0);
        assertThat(recovered / capacity).as("recovered").isGreaterThan(0.9);
    }

    private double answersPerSecond(int senders, int seconds) throws Exception {
        AtomicInteger answered = new AtomicInteger();
        long begun = System.nanoTime();
        long end = begun + Duration.ofSeconds(seconds).toNanos();
        List<Callable<Integer>> all = new ArrayList<>();
        for (int caller = 0; caller < senders; caller++) {
            Path picture = Path.of(caller + ".png");
            all.add(() -> {
                while (System.nanoTime() < end) {
                    send(picture, answered);
                }
                return 0;
            });
        }
        for (Future<Integer> one : callers.invokeAll(all)) {
            one.get();
        }
        return answered.get() / ((System.nanoTime() - begun) / 1e9);
    }

    /** Who is refused comes again when told to. */
    private void send(Path picture, AtomicInteger answered) throws InterruptedException {
        try {
            engine.classify("m", picture);
            answered.incrementAndGet();
        } catch (EngineException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
            refused.incrementAndGet();
            most.accumulateAndGet(engine.callsInFlight(), Math::max);
            Thread.sleep(Math.min(5, e.retryAfter().orElseThrow().toMillis()));
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
