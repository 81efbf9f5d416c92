package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Outcome;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.api.gate.GateDecision;
import io.pokeai.engine.api.gate.GateQuestion;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.fixture.SwapScenario;
import io.pokeai.engine.spi.SwapGate;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Gate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A change that demands a gate: the name changes if the gate says so, and else nothing has happened. */
@Timeout(300)
class GatedSwapTest extends SwapScenario {
    private static final Path REPORT = Path.of("reports", "gate.json");
    private static final GateDecision PASS = new GateDecision(true, "PASS: not worse.", Optional.of(REPORT));
    private static final GateDecision FAIL = new GateDecision(false, "FAIL: worse.", Optional.of(REPORT));

    private final List<GateQuestion> asked = new ArrayList<>();
    private final SwapTerms gated = EVE.demandingGate(Path.of("plan.json"));

    /** What a gate does. */
    private interface Decision {
        GateDecision on(GateQuestion question) throws InterruptedException;
    }

    private SwapGate gate(Decision decision) {
        return new SwapGate() {
            @Override
            public void check(Path plan) {
                assertThat(plan).isAbsolute().endsWithRaw(Path.of("plan.json"));
            }

            @Override
            public GateDecision decide(GateQuestion question) throws InterruptedException {
                asked.add(question);
                return decision.on(question);
            }
        };
    }

    @BeforeEach
    void load() {
        fixture.answer("a");
    }

    /** Who waits for nothing long. */
    private void restartImpatiently() {
        fixture.close();
        fixture = new Fixture(
                        folder,
                        EngineSettings.of(folder)
                                .withWatch(false)
                                .withThreads(2)
                                .withDrainDeadline(Duration.ofMillis(300)))
                .withBackend();
        fixture.answer("a");
    }

    private SwapReport swap(SwapTerms terms) {
        return control().swap("a", SwapTarget.file(file("b.onnx", "fake 2")), terms);
    }

    @Test
    void theCandidateAnswersAfterTheGateHasLetItPassAndNotBefore() {
        List<Float> meanwhile = new ArrayList<>();
        fixture.gate(gate(question -> {
            meanwhile.add(fixture.answer("a"));
            return PASS;
        }));
        SwapReport report = swap(gated).orThrow();

        assertThat(meanwhile).containsExactly(1f);
        assertThat(fixture.answer("a")).isEqualTo(2);
        assertThat(report.steps())
                .extracting(SwapReport.Step::name)
                .containsSubsequence("open", "warm up", "gate", "publish", "drain");
        assertThat(report.notes()).containsExactly("PASS: not worse. The report is " + REPORT + ".");
        GateQuestion question = asked.get(0);
        assertThat(question.model()).isEqualTo("a");
        assertThat(question.artifacts()).isEqualTo(folder);
        assertThat(question.baseline().version()).isEqualTo(report.from().orElseThrow());
        assertThat(question.candidate().version()).isEqualTo(report.to().orElseThrow());
    }

    @Test
    void aCandidateThatFailsNeverAnswersAndTheJournalSaysWhy() {
        fixture.gate(gate(question -> FAIL));
        SwapReport report = swap(gated);

        fails(ErrorCode.GATE_FAILED, report);
        assertThat(report.error().orElseThrow().getMessage()).contains("FAIL: worse.", REPORT.toString());
        assertThat(report.steps()).extracting(SwapReport.Step::name).endsWith("gate");
        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(fixture.fake.opened().get(1).closes()).as("closed already").isEqualTo(1);
        SwapReport line = control().journal("a", 1).get(0);
        assertThat(line.error().orElseThrow().code()).isEqualTo(ErrorCode.GATE_FAILED);
        assertThat(line.error().orElseThrow().getMessage()).contains(REPORT.toString());
        assertThat(swap(EVE).orThrow().outcome()).as("the place is free again").isEqualTo(Outcome.DONE);
    }

    @Test
    void whatAGateThrowsRefusesTheSwap() {
        fixture.gate(gate(question -> {
            throw new EngineException(ErrorCode.NOT_A_FILE, "There is no picture.", "Name another folder.");
        }));
        fails(ErrorCode.NOT_A_FILE, swap(gated));
        fixture.gate(gate(question -> {
            throw new NoClassDefFoundError("gone");
        }));
        fails(ErrorCode.INTERNAL, swap(gated));
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    @Test
    void aGateThatIsNotInstalledIsNotPassedOver() {
        SwapReport report = swap(gated);
        fails(ErrorCode.UNAVAILABLE, report);
        assertThat(report.error().orElseThrow().problem()).contains("demands a gate", "none is installed");
        assertThat(fixture.fake.opened()).as("opened").hasSize(1);
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    @Test
    void aPlanThatIsWrongIsRefusedBeforeAnythingIsOpened() {
        fixture.gate(new SwapGate() {
            @Override
            public void check(Path plan) {
                throw EngineException.invalidArgument(plan + " has a field 'splt'.", "Correct it.");
            }

            @Override
            public GateDecision decide(GateQuestion question) {
                throw new AssertionError("asked");
            }
        });
        fails(ErrorCode.INVALID_ARGUMENT, swap(gated));
        assertThat(fixture.fake.opened()).hasSize(1);
    }

    @Test
    void whatAnswersAlreadyIsNotAskedAgain() {
        fixture.gate(gate(question -> FAIL));
        SwapReport report = control().swap("a", SwapTarget.AS_FOUND, gated);
        assertThat(report.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(asked).isEmpty();
    }

    @Test
    void withoutABaselineThereIsNothingToDecide() {
        fixture.gate(gate(question -> PASS));
        control().unload("a", EVE).orThrow();
        fails(ErrorCode.CONFLICT, swap(gated));
        assertThat(asked).isEmpty();
    }

    @Test
    void aGateThatIsLateIsToldToStopAndChangesNothing() {
        fixture.gate(gate(GatedSwapTest::untilCancelled));
        SwapReport report =
                swap(EVE.demandingGate(new SwapTerms.GateDemand(Path.of("plan.json"), Duration.ofMillis(50))));
        fails(ErrorCode.DEADLINE_EXCEEDED, report);
        assertThat(report.notes()).isEmpty();
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    private static GateDecision untilCancelled(GateQuestion question) throws InterruptedException {
        while (!question.cancelled()) {
            Thread.onSpinWait();
        }
        throw new InterruptedException("told to stop");
    }

    @Test
    void whoeverGivesUpCancelsTheGate() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        fixture.gate(gate(question -> {
            begun.complete(null);
            return untilCancelled(question);
        }));
        AtomicReference<SwapReport> report = new AtomicReference<>();
        List<Boolean> flag = new ArrayList<>();
        Thread caller = new Thread(() -> {
            report.set(swap(gated));
            flag.add(Thread.currentThread().isInterrupted());
        });
        caller.start();
        begun.get(Fixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        caller.interrupt();
        caller.join();

        fails(ErrorCode.CANCELLED, report.get());
        assertThat(flag).as("the flag stays set").containsExactly(true);
        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(control().journal("a", 1).get(0).error().orElseThrow().code())
                .isEqualTo(ErrorCode.CANCELLED);
    }

    @Test
    void aDecisionThatComesTooLateIsNotTaken() {
        fixture.gate(gate(question -> {
            while (!question.cancelled()) {
                Thread.onSpinWait();
            }
            return PASS;
        }));
        fails(
                ErrorCode.DEADLINE_EXCEEDED,
                swap(EVE.demandingGate(new SwapTerms.GateDemand(Path.of("plan.json"), Duration.ofMillis(50)))));
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    @Test
    void aGateThatNeverStopsIsLeftToItsThread() {
        restartImpatiently();
        Gate stuck = Gate.closed();
        fixture.gate(gate(question -> {
            stuck.pass();
            return PASS;
        }));
        SwapReport report =
                swap(EVE.demandingGate(new SwapTerms.GateDemand(Path.of("plan.json"), Duration.ofMillis(50))));
        fails(ErrorCode.DEADLINE_EXCEEDED, report);
        assertThat(report.notes()).singleElement().asString().contains("has not stopped");
        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(swap(EVE).orThrow().outcome()).isEqualTo(Outcome.DONE);
        stuck.open();
        assertThat(fixture.answer("a")).as("what comes late is never seen").isEqualTo(2);
    }

    @Test
    void aBackEndThatLeavesEndsTheGateOfItsCandidate() throws Exception {
        Thread leaving = new Thread(() -> fixture.backends.remove(other));
        fixture.gate(gate(question -> {
            leaving.start();
            return untilCancelled(question);
        }));
        FakeClassifierFactory.write(elsewhere.resolve("c.onnx"), "fake 3");
        SwapReport report = control()
                .swap(
                        "a",
                        SwapTarget.file(elsewhere.resolve("c.onnx")).withBackend("other"),
                        gated.allowing(SwapTerms.Allowance.DISAGREEMENT));
        leaving.join();
        fails(ErrorCode.UNAVAILABLE, report);
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    @Test
    void anEngineThatIsClosedEndsTheGate() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        fixture.gate(gate(question -> {
            begun.complete(null);
            return untilCancelled(question);
        }));
        CompletableFuture<SwapReport> report = CompletableFuture.supplyAsync(() -> swap(gated));
        begun.get(Fixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        fixture.close();
        fails(ErrorCode.UNAVAILABLE, report.get());
    }

    @Test
    void trialsHaveGatesToo() {
        fixture.gate(gate(question -> FAIL));
        Path file = file("b.onnx", "fake 2");
        fails(ErrorCode.GATE_FAILED, control().canary("a", SwapTarget.file(file), .1, gated));
        fails(ErrorCode.GATE_FAILED, control().shadow("a", SwapTarget.file(file), gated));
        assertThat(control().status("a").trial()).isEmpty();
    }

    @Test
    void aChangeThatOpensNothingTakesNoGate() {
        fixture.gate(gate(question -> PASS));
        assertThatThrownBy(() -> control().promote("a", gated)).hasMessageContaining("opens none");
        assertThatThrownBy(() -> control().unload("a", gated)).hasMessageContaining("opens none");
        assertThat(asked).isEmpty();
    }
}
