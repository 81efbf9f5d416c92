package io.pokeai.aug.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.gate.GateOutcome;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.gate.SequentialGate;
import io.pokeai.aug.robustness.gate.StoredPair;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.PictureRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequentialRunTest {
    private static final GateTerms TERMS = new GateTerms(.02, .05, new Draws(7, 10_000));

    @TempDir
    Path folder;

    private final FakeAnswers fakes = new FakeAnswers();
    private final TestedModel old = fakes.model("old", "11", 0, 4);
    private final TestedModel next = fakes.model("next", "22", 1, 4);

    private RobustnessPlan plan(LabelledPictures pictures, TestedModel... models) {
        return new RobustnessPlan(
                List.of(models), List.of(PlannedCorruption.of(FakeAugmentation.fog(), List.of(1, 3))), 5, pictures);
    }

    @Test
    void theVerdictIsThatOfTheGateOnAllAnswersAndComesEarlier() throws Exception {
        RobustnessPlan plan = plan(DrawnData.write(folder, 90), old, next);
        SequentialRun run = SequentialRun.ask(plan, fakes, TERMS, RobustnessListener.SILENT);
        int questions = fakes.questions.size();
        StoredPair all;
        try (RobustnessRun whole = RobustnessRun.begin(folder.resolve("run"), fakes, RobustnessListener.SILENT)) {
            RobustnessResult result = whole.ask(plan);
            all = StoredPair.of(of(result, old), "old", of(result, next), "next");
        }

        assertThat(run.report()).usingRecursiveComparison().isEqualTo(SequentialGate.replay(all.paired(), TERMS));
        assertThat(run.report().outcome()).isEqualTo(GateOutcome.FAIL);
        assertThat(run.report().seen()).isLessThan(90);
        assertThat(run.pair().rows()).hasSize(run.report().seen());
        assertThat(questions).as("pictures × cells").isEqualTo(run.report().seen() * 3);
    }

    private static List<FinishedCell> of(RobustnessResult result, TestedModel model) {
        return result.cells().stream()
                .filter(cell -> cell.model().equals(model.title()))
                .toList();
    }

    @Test
    void equalModelsAreAskedAboutEverythingWhenThePicturesDoNotSuffice() throws Exception {
        TestedModel twin = fakes.model("twin", "33", 0, 4);
        SequentialRun run = SequentialRun.ask(
                plan(DrawnData.write(folder, 12), old, twin), fakes, TERMS, RobustnessListener.SILENT);
        assertThat(run.report().outcome()).isEqualTo(GateOutcome.INCONCLUSIVE);
        assertThat(run.report().seen()).isEqualTo(12);
    }

    @Test
    void whatCannotBeReadOrIsNoClassIsLeftOutAndCounted() throws Exception {
        List<PictureRow> rows = new ArrayList<>();
        for (String text : List.of("0", "1", "damaged", "3")) {
            DrawnData.write(folder.resolve(text + ".txt"), text);
            rows.add(new PictureRow(text + ".txt", text.equals("1") ? "bee" : "cat", List.of()));
        }
        SequentialRun run = SequentialRun.ask(
                plan(DrawnData.read(folder, rows), old, fakes.model("twin", "33", 0, 4)),
                fakes,
                TERMS,
                RobustnessListener.SILENT);
        assertThat(run.pair().rows()).containsExactlyInAnyOrder(0, 3);
        assertThat(run.pair().notes())
                .containsExactly(
                        "Left out: 1 of the pictures that it came to because they cannot be read, and 1 because one of the"
                                + " models does not know their label.");
    }

    @Test
    void aGateComparesTwo() {
        assertThatThrownBy(() -> SequentialRun.ask(
                        plan(DrawnData.write(folder, 3), old), fakes, TERMS, RobustnessListener.SILENT))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("compare 1 models");
    }
}
