package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import org.junit.jupiter.api.Test;

class AdviceTest {
    @Test
    void aSwapThatIsRefusedIsToldTheFlagThatAllowsIt() {
        assertThat(Advice.of(new EngineException(
                        ErrorCode.LABELS_MISMATCH,
                        "Model 'a' has other labels.",
                        "If that is meant, allow other labels.")))
                .endsWith("(pokeai models swap a --allow labels, in a shell)");
    }

    @Test
    void namesThatAreTooFewAreNoMatterOfASwap() {
        assertThat(Advice.of(new EngineException(
                        ErrorCode.LABELS_MISMATCH,
                        "Model 'a' gives 3 scores and has 2 labels.",
                        "Correct classes.txt.")))
                .isEqualTo("Correct classes.txt.");
    }

    @Test
    void twoRunsThatWantTheSameFolderAreNoMatterOfVersions() {
        assertThat(Advice.of(new EngineException(
                        ErrorCode.CONFLICT, "Another run is evaluating model 'a' of b.", "Wait until it has ended.")))
                .isEqualTo("Wait until it has ended.");
    }
}
