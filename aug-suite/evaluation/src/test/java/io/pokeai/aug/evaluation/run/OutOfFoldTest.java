package io.pokeai.aug.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutOfFoldTest {
    @TempDir
    Path folder;

    @Test
    void rowsComeFoldByFoldEachWithTheFoldThatAnswered() throws Exception {
        FakeModel model = FakeModel.of("1", 1);
        try (EvaluationRun run = EvaluationRun.begin(folder, "fake", EvaluationListener.SILENT)) {
            PictureFolder pictures = new PictureFolder(folder, Optional.empty());
            RunPredictions first = run.ask("oof_fold_1", model, table("a", "b"), pictures);
            RunPredictions third = run.ask("oof_fold_3", model, table("c", "broken"), pictures);

            OutOfFold all = new OutOfFold("fake", List.of(new OutOfFold.Part(1, first), new OutOfFold.Part(3, third)));
            new TestFiles(folder).write(all);

            assertThat(all.size()).isEqualTo(3);
            assertThat(all.leftOut()).extracting(LeftOutRow::path).containsExactly("broken.png");
            assertThat(all.fold(1)).isEqualTo(1);
            assertThat(all.fold(2)).isEqualTo(3);
            assertThat(all.path(2)).isEqualTo("c.png");
            assertThat(all.probabilities(2)).isEqualTo(third.probabilities(0));
            assertThat(all.file(2)).hasFileName("c.png");
            List<String> lines = Files.readAllLines(folder.resolve("reports/oof_predictions_fake.csv"));
            assertThat(lines.get(0)).endsWith(",label_3,probability_3,probability_label,fold");
            assertThat(lines.get(3)).startsWith("c.png,cat,").endsWith(",3");
        }
    }

    @Test
    void noFoldsAndFoldsOfOtherClassesAreRefused() throws Exception {
        assertThatThrownBy(() -> new OutOfFold("fake", List.of())).isInstanceOf(EngineException.class);
        FakeModel other =
                new FakeModel(new ModelIdentity("fake", "1", "none on cpu", "id", List.of("cat", "elk", "owl"), 1, 1));
        try (EvaluationRun run = EvaluationRun.begin(folder, "fake", EvaluationListener.SILENT)) {
            PictureFolder pictures = new PictureFolder(folder, Optional.empty());
            RunPredictions first = run.ask("oof_fold_1", FakeModel.of("1", 1), table("a"), pictures);
            RunPredictions second = run.ask("oof_fold_2", other, table("b"), pictures);

            assertThatThrownBy(() ->
                            new OutOfFold("fake", List.of(new OutOfFold.Part(1, first), new OutOfFold.Part(2, second))))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("differ in their classes");
        }
    }

    private PictureTable table(String... names) throws IOException {
        List<PictureRow> rows = new ArrayList<>();
        for (String name : names) {
            Files.writeString(folder.resolve(name + ".png"), name);
            rows.add(new PictureRow(name + ".png", "cat", List.of()));
        }
        return new PictureTable(List.of(), rows);
    }
}
