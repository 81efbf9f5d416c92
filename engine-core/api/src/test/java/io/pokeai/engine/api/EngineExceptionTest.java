package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class EngineExceptionTest {
    @Test
    void theMessageIsTheProblemAndTheRemedy() {
        EngineException e = new EngineException(ErrorCode.EMPTY_FILE, "The file is empty.", "Copy it again.");
        assertThat(e).hasMessage("The file is empty. Copy it again.");
        assertThat(e.about("cat.jpg")).hasMessage("cat.jpg: The file is empty. Copy it again.");
        assertThat(e.about("cat.jpg").code()).isEqualTo(ErrorCode.EMPTY_FILE);
        assertThat(EngineException.of(e)).isSameAs(e);
    }

    @Test
    void anythingElseIsAFaultOfTheEngine() {
        Throwable cause = new IllegalStateException("boom");
        assertThat(EngineException.of(cause).code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(EngineException.of(cause)).hasCause(cause).hasMessageContaining("boom");
    }

    @Test
    void anInterruptIsCancelledHoweverDeepItLies() {
        for (Throwable interrupt : List.of(
                new InterruptedException(),
                new ClosedByInterruptException(),
                new FileLockInterruptionException(),
                new InterruptedIOException(),
                new UncheckedIOException(new ClosedByInterruptException()),
                new ExecutionException(new IllegalStateException(new InterruptedException())),
                new EngineException(
                        ErrorCode.NOT_A_FILE, "cat.jpg cannot be read.", "", new ClosedByInterruptException()))) {
            assertThat(Interrupts.caused(interrupt)).as("%s", interrupt).isTrue();
            assertThat(EngineException.of(interrupt).code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(EngineException.of(interrupt)).hasCause(interrupt);
        }
        for (Throwable other : List.of(
                new SocketTimeoutException(), new AsynchronousCloseException(), new IOException("disk"), ring())) {
            assertThat(Interrupts.caused(other)).as("%s", other.getClass()).isFalse();
            assertThat(EngineException.of(other).code()).isEqualTo(ErrorCode.INTERNAL);
        }
    }

    private static Throwable ring() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);
        return one;
    }

    @Test
    void whoeverIsInterruptedKeepsItsFlag() {
        Interrupts.check("Nothing");
        EngineException caught = Interrupts.caught("The wait", new InterruptedException());
        assertThat(caught)
                .hasMessage("The wait was cancelled: its thread was interrupted. Repeat it if it is still wanted.");
        assertThatThrownBy(() -> Interrupts.check("The call")).hasMessageStartingWith("The call was cancelled");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(EngineException.of(caught)).isSameAs(caught);
        assertThat(EngineException.of(new InterruptedException()).code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(Thread.interrupted()).as("another thread's interrupt").isFalse();
    }

    @Test
    void cancelledIsNoFaultOfAnybodyInTheOneTable() {
        assertThat(ErrorCode.CANCELLED.exitStatus().value()).isEqualTo(130);
        assertThat(ErrorCode.CANCELLED.httpStatus()).isEqualTo(499);
    }

    @Test
    void modelNamesAreThoseOfPokeAi() {
        assertThat(ModelSpec.nameOf("best model (1)+")).isEqualTo("best_model_1_");
        assertThatThrownBy(() -> spec("a/b")).hasMessageContaining("'a/b'");
        assertThatThrownBy(() -> spec("")).isInstanceOf(EngineException.class);
        assertThat(spec("resnet18_fold1.v-2").name()).isEqualTo("resnet18_fold1.v-2");
    }

    private static ModelSpec spec(String name) {
        return new ModelSpec(
                name,
                "v",
                "onnx",
                List.of(Path.of("x.onnx")),
                InputSpec.torchvision(255, 224),
                Labels.numbered(2),
                ScoreKind.LOGITS,
                ModelSpec.EnsembleRule.SINGLE,
                Map.of());
    }
}
