package io.pokeai.djl.training.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.natives.selftest.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LearningProofTest {
    @Test
    void libtorchLearnsRightHere() {
        Outcome outcome = KnownSteps.parse(LearningProof.text(), 1, "cpu").run();
        assertThat(outcome.example()).isEmpty();
        assertThat(outcome.isRight()).isTrue();
        assertThat(outcome.cases()).isEqualTo(380);
    }

    @Test
    void theOutcomeIsKeptForTheNextProcess() {
        LearningProof first = LearningProof.find(1);
        LearningProof second = LearningProof.find(1);
        assertThat(second.isRemembered()).isTrue();
        assertThat(second.outcome()).isEqualTo(first.outcome());
        assertThat(second.description())
                .startsWith("self-test of learning passed, 380 values")
                .endsWith("(remembered)");
        assertThatCode(second::require).doesNotThrowAnyException();
    }

    /** Mutants: a tenth of a change is missing, in the first and the last layer and in a statistic, with SGD and with AdamW. */
    @Test
    void aChangeThatIsWrongByATenthIsSeen() {
        Set<String> spoiled = Set.of("conv1.weight", "bn1.running_mean", "layer4.1.bn2.running_var", "fc.bias");
        List<String> lines = new ArrayList<>();
        for (String line : LearningProof.text().lines().toList()) {
            String[] words = line.split(" ", -1);
            if (spoiled.contains(words[0])) {
                words[2] = String.format(Locale.ROOT, "%.9g", Double.parseDouble(words[2]) * 1.1);
            }
            lines.add(String.join(" ", words));
        }
        Outcome outcome = KnownSteps.parse(String.join("\n", lines), 1, "cpu").run();
        assertThat(outcome.wrong()).isEqualTo(2 * spoiled.size());
        assertThat(outcome.example()).startsWith("sgd, norm of the change of conv1.weight: expected ");
    }

    @Test
    void nothingIsTrainedWhereItIsWrong() {
        LearningProof wrong =
                new LearningProof(Outcome.of(380, 3, "sgd, loss of step 1: expected 1, found 2", 7), false);
        assertThatThrownBy(wrong::require)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("learns wrongly on this machine: 3 of 380 values are wrong (sgd, loss of step 1")
                .extracting(e -> ((EngineException) e).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(wrong.remedy()).contains("another machine");
    }
}
