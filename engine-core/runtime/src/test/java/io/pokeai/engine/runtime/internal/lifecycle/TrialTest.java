package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ShadowReport;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.fixture.SwapScenario;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Canaries and shadows: a second generation beside the one that answers. */
@Timeout(300)
class TrialTest extends SwapScenario {
    @Test
    void aCanaryAnswersItsPartAndKeysStickToIt() {
        fixture.answer("a");
        control()
                .canary("a", SwapTarget.file(file("b.onnx", "fake 2")), 0.2, EVE)
                .orThrow();
        Set<String> first = new TreeSet<>();
        for (int i = 0; i < 2_000; i++) {
            String key = "user-" + i;
            if (generation(key) == 2) {
                first.add(key);
            }
        }
        // Of 2,000 keys 400 are expected, with a standard deviation of 18.
        assertThat(first).hasSizeBetween(310, 490);
        assertThat(first).allMatch(key -> generation(key) == 2);
        long drawn =
                IntStream.range(0, 2_000).filter(i -> generation(null) == 2).count();
        assertThat(drawn).isBetween(310L, 490L);

        control().canary("a", SwapTarget.AS_FOUND, 0.5, EVE).orThrow();
        assertThat(first).allMatch(key -> generation(key) == 2);
        assertThat(fixture.answer("a")).isBetween(1f, 2f);
        SwapStatus.Trial trial = control().status("a").trial().orElseThrow();
        assertThat(trial.weight()).isEqualTo(0.5);
        assertThat(trial.comparison()).isEmpty();

        fails(ErrorCode.CONFLICT, control().swap("a", SwapTarget.backend("other"), EVE));
        control().promote("a", EVE).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(2);
        assertThat(control().status("a").trial()).isEmpty();
        control().rollback("a", EVE).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    @Test
    void whatATrialHasComeToIsInTheReportAndInTheJournal() {
        fixture.answer("a");
        SwapReport begun = control()
                .canary("a", SwapTarget.file(file("b.onnx", "fake 2")), 0.2, EVE)
                .orThrow();
        assertThat(begun.trial().orElseThrow().weight()).isEqualTo(0.2);
        SwapReport weighed =
                control().canary("a", SwapTarget.AS_FOUND, 0.5, EVE).orThrow();
        assertThat(weighed.trial().orElseThrow().weight()).isEqualTo(0.5);
        int answered = 0;
        for (int i = 0; i < 100; i++) {
            try (ModelLease lease = fixture.registry().lease("a", "user-" + i)) {
                answered += Fixture.answer(lease) == 2 ? 1 : 0;
            }
        }
        assertThat(answered).isPositive();
        for (SwapReport report : List.of(
                control().promote("a", EVE).orThrow(), control().journal("a", 1).get(0))) {
            SwapStatus.Trial trial = report.trial().orElseThrow();
            assertThat(trial.weight()).isEqualTo(0.5);
            assertThat(trial.calls()).isEqualTo(answered);
            assertThat(trial.failures()).isZero();
            assertThat(report.operation()).isEqualTo(SwapReport.Operation.PROMOTE);
        }
    }

    @Test
    void whatAShadowHasComeToIsInTheJournal() throws Exception {
        fixture.answer("a");
        control()
                .shadow("a", SwapTarget.file(file("b.onnx", "fake 1")).withBackend("other"), EVE)
                .orThrow();
        for (int i = 0; i < 20; i++) {
            fixture.answer("a");
        }
        awaitCompared(1);
        control().abort("a", EVE).orThrow();
        ShadowReport result = control()
                .journal("a", 1)
                .get(0)
                .trial()
                .orElseThrow()
                .comparison()
                .orElseThrow();
        assertThat(result.compared()).isPositive();
        assertThat(result.disagreed()).isZero();
    }

    private long generation(String key) {
        try (ModelLease lease =
                key == null ? fixture.registry().lease("a") : fixture.registry().lease("a", key)) {
            return lease.generation();
        }
    }

    @Test
    void aFolderChangeWaitsForTheEndOfATrial() throws Exception {
        fixture.answer("a");
        control()
                .canary("a", SwapTarget.file(file("b.onnx", "fake 2")), 0.2, EVE)
                .orThrow();
        fixture.model("a.onnx", "fake 3");
        fixture.settle();
        assertThat(fixture.status("a").error().orElseThrow().code()).isEqualTo(ErrorCode.CONFLICT);
        control().abort("a", EVE).orThrow();
        fixture.settle();

        assertThat(fixture.answer("a")).isEqualTo(3);
        assertThat(fixture.status("a").error()).isEmpty();
    }

    @Test
    void aShadowIsComparedAndNeverReturned() throws Exception {
        fixture.answer("a");
        control()
                .shadow("a", SwapTarget.file(file("b.onnx", "fake 1")).withBackend("other"), EVE)
                .orThrow();
        for (int i = 0; i < 50; i++) {
            assertThat(fixture.answer("a")).isEqualTo(1);
        }
        ShadowReport same = awaitCompared(1);
        assertThat(same.disagreed()).isZero();
        assertThat(same.largestDifference()).isZero();
        assertThat(same.compared() + same.skipped()).isLessThanOrEqualTo(50);
        control().abort("a", EVE).orThrow();
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    private ShadowReport awaitCompared(long pictures) {
        while (true) {
            ShadowReport report =
                    control().status("a").trial().orElseThrow().comparison().orElseThrow();
            if (report.compared() >= pictures) {
                return report;
            }
            Thread.onSpinWait();
        }
    }
}
