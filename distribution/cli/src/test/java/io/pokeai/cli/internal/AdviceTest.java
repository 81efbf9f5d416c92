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
                .endsWith("(pokeai models swap a --allow labels, in a shell or while a service runs)");
    }

    @Test
    void fewerFoldsAreToldTheFlagThatAllowsThemAndOtherInvalidModelsAreNot() {
        String remedy = "Put the files back. If fewer folds are meant, allow other folds.";
        assertThat(Advice.of(new EngineException(ErrorCode.MODEL_INVALID, "Model 'a' answers by folds 1, 2.", remedy)))
                .isEqualTo(remedy + " (pokeai models load a --allow folds, in a shell or while a service runs)");
        assertThat(Advice.of(new EngineException(ErrorCode.MODEL_INVALID, "Model 'a' has no output.", "Export it.")))
                .isEqualTo("Export it.");
    }

    @Test
    void aConflictOfVersionsIsToldHowToNameOne() {
        assertThat(Advice.of(new EngineException(
                        ErrorCode.CONFLICT, "The files of model 'a' have changed once more meanwhile.", "Repeat it.")))
                .startsWith("Repeat it. (pokeai models status a; ")
                .contains("models rollback a --to HASH", "models swap a --file FILE");
    }

    @Test
    void namesThatAreTooFewAreNotAnsweredWithAFlag() {
        assertThat(Advice.of(new EngineException(
                        ErrorCode.LABELS_MISMATCH,
                        "Model 'a' gives 3 scores and has 2 labels.",
                        "Correct classes.txt.")))
                .isEqualTo("Correct classes.txt.");
    }

    @Test
    void aDiskThatIsFullIsNotAnsweredWithModels() {
        assertThat(Advice.of(new EngineException(
                        ErrorCode.UNAVAILABLE, "a/journal.jsonl cannot be used: No space left.", "Free some space.")))
                .isEqualTo("Free some space.");
        assertThat(Advice.of(new EngineException(
                        ErrorCode.UNAVAILABLE, "a/cells cannot be written: Not a directory.", "Name another folder.")))
                .isEqualTo("Name another folder.");
        assertThat(Advice.of(new EngineException(ErrorCode.UNAVAILABLE, "Model 'a' is being opened.", "Wait.")))
                .isEqualTo("Wait. 'pokeai models' says where each model stands.");
    }

    @Test
    void twoRunsThatWantTheSameFolderAreNotAnsweredWithVersions() {
        assertThat(Advice.of(new EngineException(
                        ErrorCode.CONFLICT, "Another run is evaluating model 'a' of b.", "Wait until it has ended.")))
                .isEqualTo("Wait until it has ended.");
    }
}
