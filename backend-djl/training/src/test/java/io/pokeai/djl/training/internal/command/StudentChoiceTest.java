package io.pokeai.djl.training.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.network.testkit.KnownNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentChoiceTest {
    @TempDir
    Path folder;

    private ModelSpec model(String folds, Path... files) {
        return new ModelSpec(
                "teach",
                "1",
                "onnx",
                List.of(files),
                InputSpec.torchvision(36, 32),
                Labels.numbered(5),
                ScoreKind.LOGITS,
                ModelSpec.EnsembleRule.MEAN_LOGITS,
                folds.isEmpty() ? Map.of() : Map.of(ModelSpec.FOLDS, folds));
    }

    private Path checkpoint(String name) {
        return KnownNetwork.read("resnet_basic").write(folder.resolve(name));
    }

    @Test
    void aStudentBeginsAsTheFoldThatIsLearned() {
        Path second = checkpoint("best_teach_fold2.pth");
        Path third = checkpoint("best_teach_fold3.pth");
        ModelSpec teacher = model("2,3", second, third);
        StudentChoice usual = StudentChoice.of(teacher, null, null, null, Path::of);
        assertThat(usual.fold()).isEqualTo(2);
        assertThat(usual.initial()).contains(second);
        assertThat(StudentChoice.of(teacher, null, 3, null, Path::of).initial()).contains(third);
        // A fold that the teacher does not have was seen by all of its networks.
        assertThat(StudentChoice.of(teacher, null, 1, null, Path::of).initial()).isEmpty();
    }

    @Test
    void whatTheCallerSaysWins() {
        ModelSpec teacher = model("1", checkpoint("best_teach_fold1.pth"));
        assertThat(StudentChoice.of(teacher, null, null, "random", Path::of).initial())
                .isEmpty();
        assertThat(StudentChoice.of(teacher, null, null, "mine.pth", folder::resolve)
                        .initial())
                .contains(folder.resolve("mine.pth"));
        assertThat(StudentChoice.of(teacher, "vgg11", null, null, Path::of))
                .isEqualTo(new StudentChoice("vgg11", 1, Optional.empty()));
    }

    @Test
    void anArchitectureThatIsNotKnownHasToBeNamed() throws Exception {
        Path graph = Files.writeString(folder.resolve("teach.onnx"), "graph");
        assertThatThrownBy(() -> StudentChoice.of(model("", graph), null, null, null, Path::of))
                .hasMessageContaining("teach.onnx is not a checkpoint")
                .hasMessageContaining("--student");
        assertThat(StudentChoice.of(model("", graph), "resnet18", null, null, Path::of))
                .isEqualTo(new StudentChoice("resnet18", 1, Optional.empty()));
        assertThatThrownBy(() -> StudentChoice.of(model("", graph), "yolov8n-cls", null, null, Path::of))
                .hasMessageContaining("cannot be distilled here yet");
    }
}
