package io.pokeai.djl.training.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.djl.training.internal.run.Epoch;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.command.CurvePlotter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochCurvesTest {
    private static final List<Epoch> EPOCHS = List.of(
            new Epoch(1, 3e-4, 3e-4, 2, 1.8, 0.4, 0.8, 1, 0), new Epoch(2, 2e-4, 2e-4, 1.5, 1.6, 0.5, 0.9, 1, 0));

    @TempDir
    Path artifacts;

    private final List<String> said = new ArrayList<>();

    @Test
    void everyEpochIsInThePictureAndTheBestOneIsMarked() {
        List<String> drawn = new ArrayList<>();
        CurvePlotter plotter = (title, remark, panels, marked) -> {
            drawn.add(title + " | " + remark + " | " + marked.orElseThrow());
            panels.forEach(panel -> drawn.add(panel.axis() + " " + panel.curves()));
            return new byte[] {1, 2};
        };
        new EpochCurves(artifacts, "resnet18", Optional.of(plotter), said::add).draw(3, EPOCHS, 2);
        assertThat(artifacts.resolve("training/resnet18_fold3.png")).hasBinaryContent(new byte[] {1, 2});
        assertThat(drawn.get(0))
                .startsWith("resnet18, fold 3 | Epoch 2 is the best one: validation loss 1.6000")
                .endsWith("| 2");
        assertThat(drawn.get(1)).contains("train, values=[2.0, 1.5]", "validation, values=[1.8, 1.6]");
        assertThat(drawn).hasSize(4);
        assertThat(said).isEmpty();
    }

    @Test
    void whatCannotBeDrawnIsSaidOnceAndTheTrainingGoesOn() {
        CurvePlotter plotter = (title, remark, panels, marked) -> {
            throw new EngineException(ErrorCode.UNAVAILABLE, "No plot was drawn: no fonts.", "Install some.");
        };
        EpochCurves curves = new EpochCurves(artifacts, "resnet18", Optional.of(plotter), said::add);
        curves.draw(1, EPOCHS, 1);
        curves.draw(1, EPOCHS, 2);
        assertThat(said).hasSize(1).first().asString().contains("no curves are drawn: No plot was drawn");
    }

    @Test
    void withoutAPlotterNothingIsWritten() {
        new EpochCurves(artifacts, "resnet18", Optional.empty(), said::add).draw(1, EPOCHS, 1);
        assertThat(Files.exists(artifacts.resolve("training"))).isFalse();
        assertThat(said).isEmpty();
    }
}
