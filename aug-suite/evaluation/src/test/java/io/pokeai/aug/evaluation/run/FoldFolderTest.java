package io.pokeai.aug.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldFolderTest {
    @TempDir
    Path folder;

    @Test
    void oneFoldAndWhatIsSaidAboutTheModelLieThereButNoCertificate() throws IOException {
        Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
        for (String name : List.of(
                "best_net_fold1.pth",
                "best_net_fold2.pth",
                "classes.txt",
                "net.model.json",
                "net.cert.json",
                "net.preprocessor_config.json",
                "other.onnx",
                "test_split.csv")) {
            Files.writeString(artifacts.resolve(name), name);
        }
        Path target = folder.resolve("alone");

        FoldFolder alone =
                FoldFolder.make(target, artifacts, spec(artifacts, "best_net_fold1.pth", "best_net_fold2.pth"), 1);

        assertThat(files(target))
                .containsExactly("best_net_fold2.pth", "classes.txt", "net.model.json", "net.preprocessor_config.json");
        assertThat(target.resolve("best_net_fold2.pth")).hasContent("best_net_fold2.pth");

        FoldFolder.make(target, artifacts, spec(artifacts, "best_net_fold1.pth", "best_net_fold2.pth"), 0);

        assertThat(files(target)).contains("best_net_fold1.pth").doesNotContain("best_net_fold2.pth");

        alone.delete();

        assertThat(target).doesNotExist();
        assertThat(files(artifacts)).hasSize(8);
    }

    @Test
    void aRunOfUltralyticsKeepsItsPlaceAndWeightsInAFileOfTheirOwnComeAlong() throws IOException {
        Path artifacts = folder.resolve("artifacts");
        String run = "yolo_cls_runs/pets_fold3/weights/best.pt";
        Files.createDirectories(artifacts.resolve(run).getParent());
        Files.writeString(artifacts.resolve(run), "weights");
        Files.writeString(artifacts.resolve("net_fold1.onnx"), "graph");
        Files.writeString(artifacts.resolve("net_fold1.onnx.data"), "tensors");
        Path target = folder.resolve("alone");

        FoldFolder.make(target, artifacts, spec(artifacts, run), 0);
        assertThat(files(target)).containsExactly(run);

        FoldFolder.make(target, artifacts, spec(artifacts, "net_fold1.onnx"), 0);
        assertThat(files(target)).containsExactly("net_fold1.onnx", "net_fold1.onnx.data");
    }

    private static ModelSpec spec(Path artifacts, String... files) {
        return new ModelSpec(
                "net",
                "1",
                "none",
                Stream.of(files).map(artifacts::resolve).toList(),
                InputSpec.torchvision(256, 224),
                Labels.numbered(2),
                ScoreKind.LOGITS,
                ModelSpec.EnsembleRule.MEAN_LOGITS,
                Map.of());
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
