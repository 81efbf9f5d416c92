package io.pokeai.engine.runtime.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ChangeProgress;
import io.pokeai.engine.api.SwapReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who listens to a change hears what its report is going to say. */
class ChangeListenerTest {
    private static SwapReportBuilder builder(Consumer<ChangeProgress> listener) {
        return new SwapReportBuilder(
                "m", SwapReport.Operation.SWAP, "ash", Optional.empty(), new CompletableFuture<>(), listener);
    }

    @Test
    void stepsAreToldWhenTheyBeginWithThoseThatHaveEnded() {
        List<ChangeProgress> told = new ArrayList<>();
        SwapReportBuilder report = builder(told::add);
        report.worked(1, 2); // before any step: there is nothing to be told
        report.enter("open");
        report.enter("gate");
        report.worked(3, 10);
        report.worked(30, 10); // more than all is all
        report.enter("publish");
        SwapReport done = report.done();
        assertThat(told).extracting(ChangeProgress::step).containsExactly("open", "gate", "gate", "gate", "publish");
        assertThat(told.get(0).steps()).isEmpty();
        assertThat(told.get(2).work()).hasValue(new ChangeProgress.Work(3, 10));
        assertThat(told.get(3).work()).hasValue(new ChangeProgress.Work(10, 10));
        assertThat(told.get(4).work()).isEmpty();
        assertThat(told.get(4).steps()).isEqualTo(done.steps().subList(0, 2));
        assertThat(done.steps()).extracting(SwapReport.Step::name).containsExactly("open", "gate", "publish");
    }

    @Test
    void aListenerThatFailsDoesNotFailTheChange() {
        SwapReportBuilder report = builder(progress -> {
            throw new IllegalStateException("on purpose");
        });
        report.enter("open");
        report.worked(1, 2);
        assertThat(report.done().outcome()).isEqualTo(SwapReport.Outcome.DONE);
    }
}
