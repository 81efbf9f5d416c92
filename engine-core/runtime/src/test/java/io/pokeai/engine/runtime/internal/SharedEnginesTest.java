package io.pokeai.engine.runtime.internal;

import static io.pokeai.engine.runtime.internal.fixture.GatedFolder.PATIENCE;
import static io.pokeai.engine.runtime.internal.fixture.GatedFolder.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.runtime.internal.call.PooledEngine;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.fixture.FakeImaging;
import io.pokeai.engine.runtime.internal.fixture.GatedFolder;
import io.pokeai.engine.runtime.internal.fixture.SlowClassifier;
import io.pokeai.engine.runtime.internal.threads.ProcessBudget;
import io.pokeai.engine.runtime.internal.threads.ThreadBudget;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One engine for equal settings, one thread budget for all engines. */
@Timeout(300)
class SharedEnginesTest {
    private static final Path PICTURE = Path.of("7.png");

    @TempDir
    Path folder;

    private final FakeClassifierFactory factory = new FakeClassifierFactory();
    private final ProcessBudget process = new ProcessBudget(Duration.ofHours(1));
    private final AtomicInteger opened = new AtomicInteger();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<SlowClassifier> slow = new ArrayList<>();
    private final SharedEngines engines = new SharedEngines(this::openAlone);

    @SuppressWarnings("MustBeClosedChecker") // closed by who shares it out
    private PooledEngine openAlone(EngineSettings settings) {
        opened.incrementAndGet();
        Backends backends = new Backends();
        backends.add(factory, 0);
        return PooledEngine.open(settings, new FakeImaging(), backends, List::of, process);
    }

    @BeforeEach
    void writeModel() {
        GatedFolder.old(FakeClassifierFactory.write(folder.resolve("m.onnx"), 1000));
        factory.decorate(classifier -> {
            SlowClassifier one = new SlowClassifier(classifier, Duration.ZERO);
            synchronized (slow) {
                slow.add(one);
            }
            return one;
        });
    }

    @AfterEach
    void nothingIsLeft() {
        callers.shutdownNow();
        assertThat(engines.size()).isZero();
        assertThat(factory.opened()).allMatch(one -> one.closes() == 1 && !one.closedUnderCall());
    }

    private EngineSettings settings(int threads) {
        return EngineSettings.of(folder).withThreads(threads).withWatch(false);
    }

    @Test
    void equalSettingsAreOneEngineWhoseModelsAreLoadedOnce() {
        try (Engine shell = engines.open(settings(2));
                Engine service = engines.open(settings(2))) {
            shell.classify("m", PICTURE);
            service.classify("m", PICTURE);
            assertThat(opened).hasValue(1);
            assertThat(factory.opened()).hasSize(1);
        }
    }

    @Test
    void theSameFolderByAnotherPathIsTheSame() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolveSibling(folder.getFileName() + "-link"), folder);
        Path detour = folder.resolve("..").resolve(folder.getFileName());
        try (Engine plain = engines.open(settings(2));
                Engine linked =
                        engines.open(EngineSettings.of(link).withThreads(2).withWatch(false));
                Engine round =
                        engines.open(EngineSettings.of(detour).withThreads(2).withWatch(false))) {
            assertThat(List.of(plain, linked, round)).hasSize(3);
            assertThat(opened).hasValue(1);
        } finally {
            Files.delete(link);
        }
    }

    @Test
    void otherSettingsAreAnotherEngine() {
        try (Engine two = engines.open(settings(2));
                Engine three = engines.open(settings(3))) {
            assertThat(List.of(two, three)).hasSize(2);
            assertThat(opened).hasValue(2);
        }
    }

    @Test
    void whoHasClosedIsRefusedAndTheOthersGoOnUntilTheLastHasClosed() {
        try (Engine stays = engines.open(settings(2))) {
            Engine goes = engines.open(settings(2));
            ModelRegistry view = goes.models().within(PATIENCE);
            Request request = Request.of("m", PICTURE).within(PATIENCE).forCaller("eve");
            goes.classify("m", PICTURE);
            goes.close();
            goes.close();
            assertThat(codeOf(() -> goes.classify("m", PICTURE))).contains(ErrorCode.UNAVAILABLE);
            assertThat(codeOf(() -> goes.classify(request))).contains(ErrorCode.UNAVAILABLE);
            assertThat(codeOf(() -> view.list())).contains(ErrorCode.UNAVAILABLE);
            assertThat(codeOf(() -> view.preload())).contains(ErrorCode.UNAVAILABLE);
            stays.classify("m", PICTURE);
            assertThat(factory.opened()).allMatch(one -> one.closes() == 0);
        }
        assertThat(factory.opened()).allMatch(one -> one.closes() == 1);
        try (Engine again = engines.open(settings(2))) {
            again.classify("m", PICTURE);
        }
        assertThat(opened).hasValue(2);
    }

    @Test
    void openedAndClosedByManyAtOnceNobodyGetsAClosedEngine() throws Exception {
        List<Callable<Integer>> all = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            all.add(() -> {
                int answers = 0;
                for (int i = 0; i < 25; i++) {
                    try (Engine engine = engines.open(settings(2))) {
                        answers += engine.classify("m", PICTURE).labels().size();
                    }
                }
                return answers;
            });
        }
        for (Future<Integer> one : callers.invokeAll(all)) {
            assertThat(one.get()).isEqualTo(75);
        }
    }

    @Test
    void twoEnginesTogetherComputeWithNoMoreThreadsThanTheLargerOneMay() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (Engine one = engines.open(settings(1));
                Engine two = engines.open(settings(2))) {
            one.models().preload();
            two.models().preload();
            List<Callable<Prediction>> calls = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Engine engine = i % 2 == 0 ? one : two;
                calls.add(() -> engine.classify(Request.of("m", PICTURE).changedBy(image -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    running.decrementAndGet();
                    return image;
                })));
            }
            for (Future<Prediction> call : callers.invokeAll(calls)) {
                call.get();
            }
        }
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void theSmallerEngineKeepsToItsOwnThreads() throws Exception {
        try (Engine small = engines.open(settings(1));
                Engine large = engines.open(settings(3))) {
            small.models().preload();
            Gate gate = slow.get(0).hold();
            try {
                Future<Prediction> held = callers.submit(() -> small.classify("m", PICTURE));
                gate.awaitArrival(PATIENCE);
                assertThat(codeOf(() -> small.classify(Request.of("m", PICTURE).within(Duration.ofMillis(20)))))
                        .contains(ErrorCode.DEADLINE_EXCEEDED);
                large.classify("m", PICTURE); // two of the process are free
                gate.open();
                held.get();
            } finally {
                gate.open();
            }
        }
    }

    @Test
    void aCallOfOneEngineWithinACallOfAnotherNeedsNoSecondThread() {
        try (Engine outer = engines.open(settings(1));
                Engine inner = engines.open(settings(1).withDevices(List.of("cpu")))) {
            Prediction answer = outer.classify(Request.of("m", PICTURE).changedBy(image -> {
                inner.classify("m", PICTURE);
                return image;
            }));
            assertThat(answer.model()).isEqualTo("m");
            assertThat(opened).hasValue(2);
        }
    }

    @Test
    void whatAnEngineLeavesBehindIsGivenToTheOthers() {
        ThreadBudget large = process.join(4);
        ThreadBudget small = process.join(1);
        assertThat(large.free()).isEqualTo(4);
        assertThat(small.free()).isEqualTo(1);
        large.close();
        assertThat(large.free()).isEqualTo(1);
        assertThat(small.<Integer>run("m", ThreadBudget.never(), () -> small.free()))
                .isZero();
        small.close();
    }
}
