package io.pokeai.aug.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.robustness.cells.CellKey;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.PictureRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RobustnessPlanTest {
    @TempDir
    Path folder;

    private final FakeAnswers fakes = new FakeAnswers();
    private LabelledPictures pictures;

    @BeforeEach
    void draw() {
        pictures = DrawnData.write(folder, 4);
    }

    private RobustnessPlan plan(long seed, TestedModel model, PlannedCorruption... corruptions) {
        return new RobustnessPlan(List.of(model), List.of(corruptions), seed, pictures);
    }

    @Test
    void cleanPicturesComeFirstAndTwoOfOneNameAreJoined() {
        RobustnessPlan plan = plan(
                0,
                fakes.model("a", "1", 0, 4),
                PlannedCorruption.of(FakeAugmentation.fog(), List.of(3)),
                PlannedCorruption.of(FakeAugmentation.noise(), List.of(1)),
                PlannedCorruption.of(FakeAugmentation.fog(), List.of(1, 3)));
        assertThat(plan.cells())
                .extracting(cell -> cell.corruption().name() + ":" + cell.severity())
                .containsExactly("clean:0", "fog:1", "fog:3", "white_noise:1");
        assertThat(plan.answers()).isEqualTo(16);
    }

    @Test
    void eachPartOfTheKeyMakesAnotherCell() {
        TestedModel model = fakes.model("a", "1", 0, 4);
        PlannedCorruption fog = PlannedCorruption.of(FakeAugmentation.fog(), List.of(2));
        CellKey key = key(plan(5, model, fog));

        assertThat(key(plan(5, model, fog))).isEqualTo(key);
        assertThat(changed(key, plan(6, model, fog))).containsExactly(CellKey.SEED);
        assertThat(changed(key, plan(5, fakes.model("a", "2", 0, 4), fog))).containsExactly(CellKey.MODEL);
        assertThat(changed(key, plan(5, new TestedModel("a", model.identity(), model.input(), "1.2.4"), fog)))
                .containsExactly(CellKey.BACKEND);
        assertThat(changed(
                        key, plan(5, model, PlannedCorruption.of(FakeAugmentation.of("fog", 10, 3, true), List.of(2)))))
                .containsExactly(CellKey.DEFINITION, CellKey.SEED);
        assertThat(changed(key, plan(5, model, PlannedCorruption.of(FakeAugmentation.fog(), List.of(3)))))
                .containsExactly(CellKey.DEFINITION, CellKey.SEVERITY);

        // The name, as files have it, and the batch are no part of it.
        assertThat(key(plan(5, fakes.model("b", "1", 0, 2), fog))).isEqualTo(key);

        DrawnData.write(folder.resolve("2.txt"), "200");
        pictures = DrawnData.write(folder, 4);
        assertThat(key(plan(5, model, fog))).as("2.txt is as it was").isEqualTo(key);
        DrawnData.write(folder.resolve("2.txt"), "200");
        pictures = DrawnData.read(folder, List.of(new PictureRow("2.txt", "cat", List.of())));
        assertThat(changed(key, plan(5, model, fog))).containsExactly(CellKey.DATA);
    }

    @Test
    void contentPathAndLabelAreInTheRoot() {
        List<PictureRow> rows = List.of(new PictureRow("1.txt", "cat", List.of()));
        String root = DrawnData.read(folder, rows).root();
        assertThat(DrawnData.read(folder, rows).root()).isEqualTo(root);
        assertThat(DrawnData.read(folder, List.of(new PictureRow("1.txt", "dog", List.of())))
                        .root())
                .isNotEqualTo(root);
        DrawnData.write(folder.resolve("1.txt"), "7");
        assertThat(DrawnData.read(folder, rows).root()).isNotEqualTo(root);
    }

    @Test
    void whatDrawsNothingDoesNotDependOnTheSeed() {
        TestedModel model = fakes.model("a", "1", 0, 4);
        PlannedCorruption noise = PlannedCorruption.of(FakeAugmentation.noise(), List.of(1));
        assertThat(key(plan(1, model, noise))).isEqualTo(key(plan(2, model, noise)));
    }

    @Test
    void mistakesOfTheCallAreSaidBeforeAnythingIsAsked() {
        TestedModel model = fakes.model("a", "1", 0, 4);
        assertThatThrownBy(() -> new RobustnessPlan(List.of(model, model), List.of(), 0, pictures))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'a' is in the plan twice");
        assertThatThrownBy(() -> PlannedCorruption.of(FakeAugmentation.fog(), List.of(4)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no severity 4");
        LabelledPictures strange = DrawnData.read(folder, List.of(new PictureRow("1.txt", "ostrich", List.of())));
        assertThatThrownBy(() -> new RobustnessPlan(List.of(model), List.of(), 0, strange))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("knows none of the labels", "ostrich");
        assertThatThrownBy(() -> DrawnData.read(folder, List.of(new PictureRow("no.txt", "cat", List.of()))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("None of the 1 pictures");
    }

    /** Of the last cell of a plan. */
    private static CellKey key(RobustnessPlan plan) {
        List<PlannedCell> cells = plan.cells();
        return cells.get(cells.size() - 1).key();
    }

    private static List<String> changed(CellKey key, RobustnessPlan plan) {
        Map<String, String> now = new TreeMap<>(key(plan).parts());
        assertThat(key(plan).hash()).isNotEqualTo(key.hash());
        return now.keySet().stream()
                .filter(part -> !now.get(part).equals(key.part(part)))
                .sorted((a, b) -> order(key, a) - order(key, b))
                .toList();
    }

    private static int order(CellKey key, String part) {
        return List.copyOf(key.parts().keySet()).indexOf(part);
    }
}
