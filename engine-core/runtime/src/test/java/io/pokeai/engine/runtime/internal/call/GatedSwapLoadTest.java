package io.pokeai.engine.runtime.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.api.gate.GateDecision;
import io.pokeai.engine.api.gate.GateQuestion;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.fixture.FakeImaging;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.threads.ProcessBudget;
import io.pokeai.engine.spi.SwapGate;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Swaps with a gate that asks both generations, while callers ask without pause: no answer is lost or wrong. */
@Timeout(300)
class GatedSwapLoadTest {
    private static final int SWAPS = 40;
    private static final int CALLERS = 4;
    private static final int PICTURES = 24;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final FakeImaging imaging = new FakeImaging();
    private final FakeClassifierFactory factory = new FakeClassifierFactory();
    private final Map<String, Integer> biasOf = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean accepts = new AtomicBoolean();

    /** Asks both about grey pictures, and finds the biases of the generations in what they say. */
    private final class AskingGate implements SwapGate {
        @Override
        public void check(Path plan) {}

        @Override
        public GateDecision decide(GateQuestion question) {
            List<Integer> greys = IntStream.range(0, PICTURES).boxed().toList();
            try (Stream<Result<Integer>> results = question.answers(
                    List.of(question.baseline(), question.candidate()),
                    greys,
                    grey -> FakeImaging.grey(grey, question.candidate().spec().input()),
                    8)) {
                List<Prediction> all = results.map(result -> ((Result.Classified<Integer>) result).prediction())
                        .toList();
                assertThat(all).hasSize(2 * PICTURES);
                for (int i = 0; i < all.size(); i++) {
                    expect(all.get(i));
                    assertThat(all.get(i).version())
                            .isEqualTo((i % 2 == 0 ? question.baseline() : question.candidate())
                                    .spec()
                                    .version());
                }
            }
            return new GateDecision(accepts.get(), accepts.get() ? "PASS." : "FAIL.", Optional.empty());
        }
    }

    @Test
    void noAnswerIsLostOrWrong() throws Exception {
        model(folder.resolve("a.onnx"), 0);
        Backends backends = new Backends();
        backends.add(factory, 0);
        EngineSettings settings = EngineSettings.of(folder).withThreads(2).withWatch(false);
        try (PooledEngine engine = PooledEngine.open(
                settings,
                imaging,
                backends,
                List::of,
                new ProcessBudget(),
                Fixture.gates(() -> Optional.of(new AskingGate())))) {
            expect(engine.classify(Request.of("a", FakeImaging.grey(1, spec(engine)))));
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(new Thread(() -> call(engine)));
            }
            callers.forEach(Thread::start);
            int answering = 0;
            for (int i = 1; i <= SWAPS && faults.isEmpty(); i++) {
                accepts.set(i % 3 != 0);
                SwapReport report = engine.control()
                        .swap(
                                "a",
                                SwapTarget.file(model(elsewhere.resolve("b" + i + ".onnx"), i)),
                                SwapTerms.of("eve").demandingGate(Path.of("plan.json")));
                if (accepts.get()) {
                    report.orThrow();
                    answering = i;
                } else {
                    assertThat(report.error().orElseThrow().code()).isEqualTo(ErrorCode.GATE_FAILED);
                }
                Prediction now = engine.classify(Request.of("a", FakeImaging.grey(3, spec(engine))));
                assertThat(biasOf.get(now.version())).isEqualTo(answering);
            }
            while (answers.get() <= SWAPS && faults.isEmpty()) {
                Thread.onSpinWait();
            }
            stopped.set(true);
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(faults).isEmpty();
        }
        assertThat(factory.opened()).hasSize(SWAPS + 1).allSatisfy(opened -> {
            assertThat(opened.closes()).isEqualTo(1);
            assertThat(opened.closedUnderCall()).isFalse();
        });
    }

    private static InputSpec spec(PooledEngine engine) {
        try (ModelLease lease = engine.models().lease("a")) {
            return lease.spec().input();
        }
    }

    private void call(PooledEngine engine) {
        while (!stopped.get() && faults.isEmpty()) {
            try {
                expect(engine.classify(Request.of(
                        "a",
                        FakeImaging.grey(
                                2, InputSpec.torchvision(FakeClassifierFactory.CROP, FakeClassifierFactory.CROP)))));
                answers.incrementAndGet();
            } catch (RuntimeException | Error e) {
                faults.add(e.toString());
            }
        }
    }

    /** The logits of the fake are grey + bias, 2 · grey + bias and so on. */
    private void expect(Prediction prediction) {
        Integer bias = biasOf.get(prediction.version());
        List<Float> logits = prediction.logits().orElseThrow();
        float found = 2 * logits.get(0) - logits.get(1);
        if (bias == null || found != bias) {
            faults.add("version " + prediction.version() + " says " + found + ", not " + bias);
        }
    }

    private Path model(Path file, int bias) throws IOException {
        FakeClassifierFactory.write(file, "fake " + bias);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100_000 - bias)));
        biasOf.put(ContentHashes.reading().sha256(file), bias);
        return file;
    }
}
