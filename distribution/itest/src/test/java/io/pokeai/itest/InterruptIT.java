package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who give up while ONNX Runtime opens and computes: nobody else notices. */
@Timeout(600)
class InterruptIT {
    private static final int CALLS = 600;
    private static final List<String> MODELS = List.of("known", "net");

    @TempDir
    Path artifacts;

    @TempDir
    Path elsewhere;

    private final ExecutorService callers = Executors.newFixedThreadPool(8);
    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private List<Path> pictures = List.of();

    @BeforeEach
    void write() throws IOException {
        KnownModel.quick(5).write(artifacts, "known");
        KnownCheckpoint.write(artifacts, "net");
        pictures = Pictures.write(elsewhere, Pictures.colours(8, 3));
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    private Engine open(int maxBatch) {
        return PokeAi.open(EngineSettings.of(artifacts)
                .withDevices(List.of("cpu"))
                .withThreads(2)
                .withWatch(false)
                .withServing(Serving.DEFAULT.withBatching(
                        new Batching(maxBatch, maxBatch == 1 ? Duration.ZERO : Duration.ofMillis(2)))));
    }

    private List<List<Float>> truth(Engine engine) {
        List<List<Float>> truth = new ArrayList<>();
        for (String model : MODELS) {
            for (Path picture : pictures) {
                truth.add(engine.classify(model, picture).logits().orElseThrow());
            }
        }
        return truth;
    }

    /** A call that may be cancelled: answered, or CANCELLED, and nothing else. */
    private Prediction victim(Engine engine, int index) {
        try {
            return engine.classify(MODELS.get(index / pictures.size()), pictures.get(index % pictures.size()));
        } catch (EngineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                cancelled.incrementAndGet();
            } else {
                wrong.add(e);
            }
            throw e;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aStormOfCancelledCallsDisturbsNobody(int maxBatch) throws Exception {
        Random random = new Random(2016);
        List<Integer> asked = new ArrayList<>();
        List<Future<Prediction>> others = new ArrayList<>();
        List<List<Float>> after;
        try (Engine engine = open(maxBatch)) { // cold: the first ones give up while their model is opening
            List<Future<Prediction>> victims = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                int index = random.nextInt(MODELS.size() * pictures.size());
                victims.add(callers.submit(() -> victim(engine, index)));
                if (i % 5 == 0) {
                    asked.add(index);
                    others.add(callers.submit(() -> engine.classify(
                            MODELS.get(index / pictures.size()), pictures.get(index % pictures.size()))));
                }
                int newest = Math.min(victims.size(), 12);
                victims.get(victims.size() - 1 - random.nextInt(newest)).cancel(true);
                if (i % 10 == 9) {
                    others.get(others.size() - 1).get();
                }
            }
            for (Future<Prediction> other : others) {
                other.get();
            }
            after = truth(engine);
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong).as("other codes than CANCELLED").isEmpty();
        try (Engine again = open(1)) { // with what the storm has left in the cache
            List<List<Float>> truth = truth(again);
            for (int i = 0; i < truth.size(); i++) {
                near(after.get(i), truth.get(i));
            }
            for (int i = 0; i < others.size(); i++) {
                near(others.get(i).get().logits().orElseThrow(), truth.get(asked.get(i)));
            }
        }
        try (Stream<Path> files = Files.walk(artifacts.resolve(".cache"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .noneMatch(name -> name.matches(".*\\.(tmp|partial)"));
        }
        Figures.print("interrupts.cancelled-of-" + CALLS + "-batch-" + maxBatch, cancelled.get(), "calls");
    }

    /** Batches may add in another order. */
    private static void near(List<Float> found, List<Float> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).isCloseTo(expected.get(i), Offset.offset(1e-3f));
        }
    }
}
