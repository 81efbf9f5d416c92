package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
