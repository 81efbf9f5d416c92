package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Outcome;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.testkit.Fault;
import io.pokeai.engine.testkit.FaultyClassifier;
import io.pokeai.engine.testkit.Gate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A back end that never returns, wherever: nothing but the call itself may wait for it. */
@Timeout(300)
class HangTest {
    private static final SwapTerms EVE = SwapTerms.of("eve");
    /** What is well opens in less, however busy the machine; what hangs is waited for as long. */
    private static final Duration OPEN = Duration.ofSeconds(2);

    private static final Duration DRAIN = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private Fixture fixture;
    private final List<Gate> gates = new ArrayList<>();

    @BeforeEach
    void start() {
        fixture = new Fixture(
                        folder,
                        new EngineSettings(
                                folder,
                                folder.resolve(".cache"),
                                2,
                                List.of("cpu"),
                                false,
                                OPEN,
                                DRAIN,
                                FolderLayout.AS_FOUND))
                .withBackend();
        fixture.model("a.onnx", "fake 1");
        fixture.model("b.onnx", "fake 2");
        fixture.model("c.onnx", "fake 3");
        assertThat(fixture.answer("b")).isEqualTo(2);
    }

    @AfterEach
    void everythingIsClosedOnceItComesBack() {
        gates.forEach(Gate::open);
        fixture.close();
        while (!fixture.fake.opened().stream().allMatch(opened -> opened.closes() == 1)) {
            Thread.onSpinWait();
        }
        assertThat(fixture.fake.opened()).noneMatch(opened -> opened.closedUnderCall());
    }

    private ModelControl control() {
        return fixture.control();
    }

    private Gate gate(Gate gate) {
        gates.add(gate);
        return gate;
    }

    @Test
    void aCallThatNeverReturnsBlocksNeitherSwapNorOthersNorShutdown() throws Exception {
        FaultyClassifier[] faulty = new FaultyClassifier[1];
        fixture.fake.decorate(classifier -> faulty[0] = FaultyClassifier.from(classifier, Fault.HANGS, 2));
        control().load("a", SwapTarget.AS_FOUND, EVE).orThrow();
        fixture.fake.decorate(classifier -> classifier);
        gate(faulty[0].gate());
        CompletableFuture<Float> stuck = CompletableFuture.supplyAsync(() -> fixture.answer("a"));
        faulty[0].gate().awaitArrival(Fixture.PATIENCE);

        SwapReport report = control().swap("a", SwapTarget.model("c"), EVE).orThrow();
        assertThat(report.notes()).singleElement().asString().contains("drain of a@1: 2 leases");
        assertThat(control().status("a").leaving()).singleElement().asString().contains("a@1: 2 leases, hangs");
        assertThat(fixture.answer("a")).isEqualTo(3);
        assertThat(fixture.answer("b")).isEqualTo(2);
        control().swap("a", SwapTarget.model("b"), EVE).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(2);

        fixture.close(); // comes back though the gate is closed
        assertThat(stuck).isNotDone();
        faulty[0].release();
        assertThat(stuck.get(120, TimeUnit.SECONDS))
                .as("it finishes on its own generation")
                .isEqualTo(1);
    }

    @Test
    void anOpeningThatNeverReturnsBlocksNeitherSwapNorOthers() {
        assertThat(fixture.answer("a")).isEqualTo(1);
        Gate gate = gate(fixture.fake.holdOpenings());
        SwapReport report = control().swap("a", SwapTarget.model("c"), EVE);
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.error().orElseThrow().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        assertThat(control().status("a").leaving()).containsExactly("1 opening, hangs");
        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(fixture.answer("b")).isEqualTo(2);

        // The back end is well again, but for the one that hangs.
        gate(fixture.fake.holdOpenings()).open();
        control().swap("a", SwapTarget.model("c"), EVE).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(3);
        int opened = fixture.fake.opened().size();
        gate.open();
        while (fixture.fake.opened().size() == opened
                || !control().status("a").leaving().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(fixture.answer("a")).as("what comes late is never seen").isEqualTo(3);
    }

    @Test
    void aWarmUpThatNeverReturnsBlocksNothingEither() {
        assertThat(fixture.answer("a")).isEqualTo(1);
        fixture.fake.decorate(classifier -> {
            FaultyClassifier faulty = FaultyClassifier.always(classifier, Fault.HANGS);
            gate(faulty.gate());
            return faulty;
        });
        SwapReport report = control().swap("a", SwapTarget.model("c"), EVE);
        assertThat(report.error().orElseThrow().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        assertThat(report.steps()).extracting(SwapReport.Step::name).endsWith("warm up");
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    @Test
    void aCloseThatNeverReturnsBlocksNeitherSwapNorOthersNorShutdown() {
        Gate gate = gate(Gate.closed());
        fixture.fake.decorate(classifier -> new HangingClose(classifier, gate));
        assertThat(fixture.answer("a")).isEqualTo(1);
        fixture.fake.decorate(classifier -> classifier);

        SwapReport report = control().swap("a", SwapTarget.model("c"), EVE).orThrow();
        assertThat(report.notes()).singleElement().asString().contains("a@1: closing");
        assertThat(fixture.answer("a")).isEqualTo(3);
        control().swap("a", SwapTarget.model("b"), EVE).orThrow();
        control().unload("b", EVE).orThrow();
        while (fixture.fake.opened().get(0).closes() == 0) {
            Thread.onSpinWait(); // b is closed, though another one hangs in its close
        }
        fixture.close(); // comes back though the gate is closed
    }

    @Test
    void afterThreeThatHangNoOtherIsOpened() {
        assertThat(fixture.answer("a")).isEqualTo(1);
        gate(fixture.fake.holdOpenings());
        for (int i = 0; i < RolloutState.MAX_STUCK; i++) {
            assertThat(control()
                            .swap("a", SwapTarget.model("c"), EVE)
                            .error()
                            .orElseThrow()
                            .code())
                    .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        }
        EngineException refused =
                control().swap("a", SwapTarget.model("c"), EVE).error().orElseThrow();
        assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refused.problem()).contains("3 generations of model 'a' hang");
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    @Test
    void aSlowFirstOpeningMayBeWaitedForAgain() {
        Gate gate = gate(fixture.fake.holdOpenings());
        assertThatThrownBy(() -> fixture.answer("c")).hasMessageContaining("was not open");
        gate.open();
        while (true) {
            try {
                assertThat(fixture.answer("c")).isEqualTo(3);
                return;
            } catch (EngineException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            }
        }
    }

    @Test
    void aShadowThatHangsIsFoundByItsAbort() throws Exception {
        assertThat(fixture.answer("a")).isEqualTo(1);
        FaultyClassifier[] faulty = new FaultyClassifier[1];
        fixture.fake.decorate(classifier -> faulty[0] = FaultyClassifier.from(classifier, Fault.HANGS, 2));
        control().shadow("a", SwapTarget.model("c"), EVE).orThrow();
        Gate gate = gate(faulty[0].gate());
        assertThat(fixture.answer("a")).isEqualTo(1);
        gate.awaitArrival(Fixture.PATIENCE);
        for (int i = 0; i < 20; i++) {
            assertThat(fixture.answer("a")).isEqualTo(1);
        }
        assertThat(control()
                        .status("a")
                        .trial()
                        .orElseThrow()
                        .comparison()
                        .orElseThrow()
                        .skipped())
                .isPositive();
        assertThat(control().abort("a", EVE).orThrow().notes())
                .singleElement()
                .asString()
                .contains("a@2: 2 leases");
    }

    @Test
    void tooManyChangesOfOneNameAreRefusedAndOthersAreNotDelayed() throws Exception {
        assertThat(fixture.answer("a")).isEqualTo(1);
        Gate gate = gate(fixture.fake.holdOpenings());
        List<CompletableFuture<SwapReport>> swaps = new ArrayList<>();
        for (int i = 0; i < ModelControl.MAX_WAITING + 3; i++) {
            swaps.add(CompletableFuture.supplyAsync(
                    () -> control().swap("a", SwapTarget.model("c"), EVE), task -> new Thread(task).start()));
        }
        while (swaps.stream().filter(CompletableFuture::isDone).count() < 2) {
            Thread.onSpinWait();
        }
        gate.open();
        int refused = 0;
        for (CompletableFuture<SwapReport> swap : swaps) {
            SwapReport report = swap.get(120, TimeUnit.SECONDS);
            if (report.error().filter(e -> e.code() == ErrorCode.OVERLOADED).isPresent()) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 3);
        assertThat(fixture.answer("b")).isEqualTo(2);
    }

    /** Closing waits at a gate. */
    private record HangingClose(Classifier delegate, Gate gate) implements Classifier {
        @Override
        public ClassifierInfo info() {
            return delegate.info();
        }

        @Override
        public Scores infer(ImageTensor batch) {
            return delegate.infer(batch);
        }

        @Override
        public void close() {
            gate.pass();
            delegate.close();
        }
    }
}
