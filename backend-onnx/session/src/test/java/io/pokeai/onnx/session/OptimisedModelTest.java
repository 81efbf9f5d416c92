package io.pokeai.onnx.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.testkit.RandomTensors;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimisedModelTest {
    private static final int SIZE = 32;
    private static final int CLASSES = 400;

    @TempDir
    Path folder;

    private final ImageTensor picture = RandomTensors.of(1, SIZE, SIZE, 1);
    private Path cache;
    private ModelSpec spec;
    private Scores expected;

    @BeforeEach
    void writeAModelWorthCaching() throws IOException {
        float[] weights = new float[3 * SIZE * SIZE * CLASSES];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.sin(i);
        }
        GraphBuilder graph = new GraphBuilder("large");
        graph.input("x", Dimension.symbol("n"), Dimension.of(3), Dimension.of(SIZE), Dimension.of(SIZE));
        String relu = graph.add("Relu", List.of("x"));
        String flat = graph.add("Flatten", List.of(relu));
        graph.initializer("w", weights, 3 * SIZE * SIZE, CLASSES);
        graph.add("MatMul", List.of(flat, "w"), List.of("y"));
        graph.output("y", Dimension.symbol("n"), Dimension.of(CLASSES));
        Path file = Files.write(folder.resolve("large.onnx"), graph.toModel());
        spec = spec(file, ContentHashes.reading().sha256(file));
        cache = folder.resolve("cache");
        expected = openAndInfer();
    }

    private static ModelSpec spec(Path file, String version) {
        return new ModelSpec(
                "large",
                version,
                "onnx",
                List.of(file),
                InputSpec.torchvision(SIZE, SIZE),
                Labels.numbered(CLASSES),
                ScoreKind.LOGITS,
                ModelSpec.EnsembleRule.SINGLE,
                Map.of());
    }

    private Scores openAndInfer() {
        try (OnnxClassifier classifier = OnnxClassifier.open(spec, OpenOptions.cpu(cache))) {
            return classifier.infer(picture);
        }
    }

    private Path cached(String name) throws IOException {
        try (var folders = Files.list(cache)) {
            List<Path> all = folders.toList();
            assertThat(all).as("one folder, and no scratch").hasSize(1);
            return all.get(0).resolve(name);
        }
    }

    @Test
    void theNextOpeningUsesItAndAnswersTheSame() throws IOException {
        assertThat(cached("model.onnx")).exists();
        assertThat(cached("weights.bin")).exists();
        var written = Files.getLastModifiedTime(cached("model.onnx"));
        assertThat(openAndInfer()).isEqualTo(expected);
        assertThat(Files.getLastModifiedTime(cached("model.onnx"))).isEqualTo(written);
    }

    @Test
    void aDamagedOneIsReplaced() throws IOException {
        byte[] content = Files.readAllBytes(cached("weights.bin"));
        byte[] damaged = content.clone();
        damaged[content.length / 2] ^= 0x40;
        Files.write(cached("weights.bin"), damaged);
        assertThat(openAndInfer()).isEqualTo(expected);
        assertThat(cached("weights.bin")).hasBinaryContent(content);
    }

    @Test
    void oneThatCannotBeOpenedIsReplaced() throws IOException {
        Files.delete(cached("weights.bin"));
        Files.writeString(cached("model.onnx"), "no model");
        CRC32C crc = new CRC32C();
        crc.update("no model".getBytes(StandardCharsets.UTF_8));
        String key = Files.readAllLines(cached("crc32c")).get(0);
        Files.writeString(cached("crc32c"), key + "\n8 " + Long.toHexString(crc.getValue()));
        assertThat(openAndInfer()).isEqualTo(expected);
        assertThat(Files.size(cached("weights.bin"))).isGreaterThan(1000);
    }

    @Test
    void whatIsLeftOfOneIsReplaced() throws IOException {
        Files.delete(cached("weights.bin"));
        assertThat(openAndInfer()).isEqualTo(expected);
        assertThat(Files.size(cached("weights.bin"))).isGreaterThan(1000);
    }

    /** Somebody has copied or renamed folders of the cache. */
    @Test
    void oneThatWasMadeOfAnotherModelDoesNotAnswer() throws IOException {
        ModelSpec first = spec;
        Path mine = cached("model.onnx").getParent();
        byte[] other = Files.readAllBytes(first.files().get(0));
        other[other.length - 2 * CLASSES * Float.BYTES] ^= 0x40; // inside the weights
        Path file = Files.write(folder.resolve("other.onnx"), other);
        spec = spec(file, ContentHashes.reading().sha256(file));
        cache = folder.resolve("another cache");
        Scores others = openAndInfer();
        assertThat(others).isNotEqualTo(expected);
        Path theirs = cached("model.onnx").getParent();
        PrivateFolder.delete(theirs);
        Files.move(mine, theirs);

        assertThat(openAndInfer()).isEqualTo(others);
    }

    @Test
    void aFileThatIsNotWhatItsVersionSaysIsNotKept() throws IOException {
        Path other = folder.resolve("other cache");
        ModelSpec changed = spec(spec.files().get(0), "0".repeat(64));
        try (OnnxClassifier classifier = OnnxClassifier.open(changed, OpenOptions.cpu(other))) {
            assertThat(classifier.infer(picture)).isEqualTo(expected);
        }
        try (var kept = Files.list(other)) {
            assertThat(kept).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenCostsTimeOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("in the way"), "a file");
        try (OnnxClassifier classifier = OnnxClassifier.open(spec, OpenOptions.cpu(file.resolve("cache")))) {
            assertThat(classifier.infer(picture)).isEqualTo(expected);
        }
    }
}
