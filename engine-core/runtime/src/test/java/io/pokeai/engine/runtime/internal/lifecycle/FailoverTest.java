package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.runtime.internal.fixture.SwapScenario;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.testkit.Fault;
import io.pokeai.engine.testkit.FaultyClassifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A back end stops, and another one opens the same files. */
@Timeout(300)
class FailoverTest extends SwapScenario {
    @Test
    void whenABackEndStopsAnotherTakesOverWithoutAMissingAnswer() throws Exception {
        fixture.answer("a");
        List<Float> answers = new ArrayList<>();
        CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> {
            while (answers.size() < 3_000) {
                answers.add(fixture.answer("a"));
            }
        });
        for (int i = 0; i < 10; i++) {
            fixture.backends.remove(fixture.fake);
            assertThat(fixture.status("a").spec().orElseThrow().backend()).isEqualTo("other");
            fixture.backends.add(fixture.fake, 0);
            fixture.settle();
            assertThat(fixture.status("a").spec().orElseThrow().backend()).isEqualTo("fake");
        }
        caller.get(120, TimeUnit.SECONDS);
        assertThat(answers).containsOnly(1f);
        assertThat(control().journal("a", 100))
                .extracting(SwapReport::operation)
                .contains(Operation.FAILOVER, Operation.CHANGE);
    }

    @Test
    void anHeirThatDisagreesDoesNotTakeOver() throws Exception {
        fixture.answer("a");
        other.decorate(classifier -> FaultyClassifier.from(classifier, Fault.THROWS, 2));
        fixture.backends.remove(fixture.fake);
        fixture.settle();

        assertThatThrownBy(() -> fixture.answer("a"))
                .hasMessageContaining("no other can take over")
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        fixture.backends.add(fixture.fake, 0);
        fixture.settle();
        assertThat(fixture.answer("a")).isEqualTo(1);
    }

    @Test
    void anHeirThatDisagreesIsClosedBeforeWhoStoppedTheBackEndGoesOn() {
        fixture.answer("a");
        other.decorate(classifier -> new LongClose(FaultyClassifier.from(classifier, Fault.THROWS, 2)));
        fixture.backends.remove(fixture.fake);

        assertThat(other.opened())
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.closes()).isEqualTo(1));
    }

    @Test
    void aChosenBackEndIsTakenAgainWhenItIsBack() throws Exception {
        fixture.answer("a");
        control().swap("a", SwapTarget.backend("other"), EVE).orThrow();
        fixture.backends.remove(other);
        assertThat(fixture.status("a").spec().orElseThrow().backend()).isEqualTo("fake");
        fixture.backends.add(other, -1);
        fixture.settle();

        assertThat(fixture.status("a").spec().orElseThrow().backend()).isEqualTo("other");
        assertThat(control().status("a").pinned()).isTrue();
    }

    /** Takes so long to close that whoever does not wait for it is seen. */
    private record LongClose(Classifier delegate) implements Classifier {
        private static final long NANOS = Duration.ofMillis(300).toNanos();

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
            long end = System.nanoTime() + NANOS;
            for (long left = NANOS; left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            delegate.close();
        }
    }
}
