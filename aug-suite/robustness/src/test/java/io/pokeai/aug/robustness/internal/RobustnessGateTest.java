package io.pokeai.aug.robustness.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.robustness.FakeAugmentation;
import io.pokeai.engine.api.gate.GateDecision;
import io.pokeai.engine.spi.SwapGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A swap's gate, from its plan to its decision. */
class RobustnessGateTest {
    private static final int PICTURES = 240;
    /** Which part of the greys the candidate is wrong about. */
    private static final int NEVER = 0;

    private static final int OFTEN = 8;

    @TempDir
    Path folder;

    private Path artifacts;
    private final RobustnessGate gate = new RobustnessGate(
            List.of(FakeAugmentation.fog(), FakeAugmentation.of("rain", 11, 1, true), FakeAugmentation.noise()));

    @BeforeEach
    void draw() throws IOException {
        artifacts = Files.createDirectories(folder.resolve("artifacts"));
        for (String name : FakeQuestion.CLASSES) {
            Files.createDirectories(folder.resolve("pictures").resolve(name));
        }
        for (int grey = 0; grey < PICTURES; grey++) {
            // Files of a class folder are pictures by their extension.
            Files.writeString(
                    folder.resolve("pictures")
                            .resolve(FakeQuestion.CLASSES.get(grey % 3))
                            .resolve(grey + ".png"),
                    String.valueOf(grey));
        }
    }

    private FakeQuestion question(String plan, int wrong) throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), plan);
        return new FakeQuestion(file, artifacts, wrong);
    }

    private GateDecision decide(String plan, int wrong) throws Exception {
        return gate.decide(question(plan, wrong));
    }

    @ParameterizedTest
    @CsvSource({"false, 'may replace'", "true, 'is not worse than'"})
    void whatIsAsGoodPasses(boolean sequential, String says) throws Exception {
        GateDecision decision = decide(
                "{\"data\": \"pictures\", \"corruptions\": [\"rain\"], \"margin\": \"9pt\", \"sequential\": "
                        + sequential + "}",
                NEVER);
        assertThat(decision.accepted()).isTrue();
        assertThat(decision.sentence()).startsWith("PASS: 'pets@222222222222' ").contains(says, "pets@111111111111");
        assertThat(decision.report())
                .contains(artifacts
                        .resolve("reports")
                        .resolve("gate")
                        .resolve("pets")
                        .resolve("gate.json"))
                .get()
                .satisfies(file -> assertThat(file).content().contains("\"outcome\" : \"PASS\""));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whatIsWorseIsRefused(boolean sequential) throws Exception {
        GateDecision decision = decide(
                "{\"data\": \"pictures\", \"corruptions\": [\"rain\"], \"report\": \"out\", \"sequential\": "
                        + sequential + "}",
                OFTEN);
        assertThat(decision.accepted()).isFalse();
        assertThat(decision.sentence()).startsWith("FAIL: ");
        assertThat(decision.report()).contains(folder.resolve("out").resolve("gate.json"));
    }

    @Test
    void whatIsNotDecidedIsRefusedUnlessThePlanAcceptsIt() throws Exception {
        String plan = "{\"data\": \"pictures\", \"corruptions\": [\"fog:1\"], \"margin\": \"0.1pt\"";
        GateDecision refused = decide(plan + "}", NEVER);
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.sentence()).startsWith("INCONCLUSIVE: ");
        GateDecision accepted = decide(plan + ", \"accept\": \"inconclusive\"}", NEVER);
        assertThat(accepted.accepted()).isTrue();
        assertThat(accepted.sentence()).startsWith("INCONCLUSIVE: ").endsWith("The plan accepts that.");
        assertThat(decide(plan + ", \"accept\": \"inconclusive\", \"report\": \"other\"}", OFTEN)
                        .accepted())
                .as("a FAIL is never accepted")
                .isFalse();
    }

    @Test
    void whatARunInTheSameFolderHasFinishedIsNotAskedAgain() throws Exception {
        String plan = "{\"data\": \"pictures\", \"corruptions\": [\"rain\"]}";
        FakeQuestion first = question(plan, NEVER);
        gate.decide(first);
        assertThat(first.answers).hasValue(PICTURES * 2 * 2);
        assertThat(first.progress).isEqualTo(PICTURES * 2 * 2 + "/" + PICTURES * 2 * 2);
        FakeQuestion second = question(plan, NEVER);
        gate.decide(second);
        assertThat(second.answers).hasValue(0);
        assertThat(second.progress).endsWith("0/0");
    }

    @Test
    void aSequentialGateStopsWhenItIsCertain() throws Exception {
        FakeQuestion question =
                question("{\"data\": \"pictures\", \"corruptions\": [\"rain\"], \"sequential\": true}", 2);
        assertThat(gate.decide(question).sentence()).startsWith("FAIL: ");
        assertThat(question.answers.get()).isLessThan(PICTURES);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aCancelledQuestionEndsAtTheNextAnswer(boolean sequential) throws Exception {
        FakeQuestion question = question(
                "{\"data\": \"pictures\", \"corruptions\": [\"rain\"], \"sequential\": " + sequential + "}", NEVER);
        question.cancelledAfter = 20;
        assertThatThrownBy(() -> gate.decide(question)).isInstanceOf(InterruptedException.class);
        assertThat(question.answers.get()).isLessThan(40);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void picturesThatCannotBeReadAreLeftOutAndSaid(boolean sequential) throws Exception {
        Files.writeString(folder.resolve("pictures").resolve("cat").resolve("x.png"), "damaged");
        GateDecision decision = decide(
                "{\"data\": \"pictures\", \"corruptions\": [\"rain\"], \"margin\": \"20pt\", \"sequential\": "
                        + sequential + "}",
                NEVER);
        assertThat(decision.accepted()).isTrue();
        if (!sequential) {
            assertThat(decision.sentence()).contains("1 of 241 pictures do not count");
        }
    }

    @Test
    void theClassPathKnowsIt() {
        assertThat(ServiceLoader.load(SwapGate.class)).hasOnlyElementsOfType(RobustnessGate.class);
    }
}
