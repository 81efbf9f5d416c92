package io.pokeai.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.file.CheckpointWriter;
import io.pokeai.engine.network.testkit.FormulaTensor;
import io.pokeai.engine.network.testkit.KnownNetwork;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a checkpoint is taken for, and why it is not taken. */
class CheckpointRecognitionTest {
    private final OnnxClassifierFactory factory = new OnnxClassifierFactory();
    private final KnownNetwork network = KnownNetwork.read("resnet_basic");

    @TempDir
    Path folder;

    private EngineException refused(ModelSource source) {
        return catchThrowableOfType(EngineException.class, () -> factory.recognise(source));
    }

    private Path file() {
        return network.write(folder.resolve("best resnet.pth"));
    }

    @Test
    void seesWhatPokeAiTrainsWithAndGivesLogits() {
        ModelSpec spec = factory.recognise(ModelSource.of(file())).orElseThrow();
        assertThat(spec.name()).isEqualTo("best_resnet");
        assertThat(spec.backend()).isEqualTo("onnx");
        assertThat(spec.options()).containsEntry(ModelSpec.FAMILY, "resnet");
        assertThat(spec.input()).isEqualTo(InputSpec.parse("tv255_224"));
        assertThat(spec.output()).isEqualTo(ScoreKind.LOGITS);
        assertThat(spec.labels()).isEqualTo(Labels.numbered(5));
        assertThat(spec.ensemble()).isEqualTo(ModelSpec.EnsembleRule.SINGLE);
    }

    @Test
    void takesTheLabelsOfTheFolder() {
        Labels five = Labels.of(List.of("a", "b", "c", "d", "e"));
        assertThat(factory.recognise(ModelSource.of(file()).withDefaultLabels(five))
                        .orElseThrow()
                        .labels())
                .isEqualTo(five);
        EngineException e = refused(ModelSource.of(file()).withDefaultLabels(Labels.numbered(6)));
        assertThat(e.code()).isEqualTo(ErrorCode.LABELS_MISMATCH);
        assertThat(e.problem())
                .startsWith("best resnet.pth: ")
                .contains("5 scores")
                .contains("6 class names");
    }

    @Test
    void namesWhatDoesNotFit() {
        network.tensors().remove("layer2.0.bn1.bias");
        EngineException e = refused(ModelSource.of(file()));
        assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
        assertThat(e.problem()).startsWith("best resnet.pth: ").contains("1 missing tensors: layer2.0.bn1.bias");
    }

    @Test
    void namesWhatIsKnownWhenTheFamilyIsNot() {
        Path file = folder.resolve("other.pth");
        CheckpointWriter.write(file, new StateDict(Map.of("w", new FormulaTensor("w", List.of(2L, 3L)))));
        EngineException e = refused(ModelSource.of(file));
        assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
        assertThat(e.getMessage()).startsWith("other.pth: ").contains("ResNet-18", "VGG", "EfficientNet");
    }

    @Test
    void refusesPicturesThatTheNetworkCannotTake() {
        KnownNetwork vgg = KnownNetwork.read("vgg11");
        KnownNetwork tooSmall = new KnownNetwork(16, vgg.logits(), vgg.tensors());
        EngineException e = refused(tooSmall.source(vgg.write(folder.resolve("vgg.pth"))));
        assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
        assertThat(e.getMessage()).contains("Use larger pictures");
    }

    @Test
    void leavesTorchScriptToOthersAndSaysWho() throws IOException {
        Path file = folder.resolve("program.pt");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("program/data.pkl", "program/constants.pkl", "program/code/__torch__.py")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("\u0080\u0002}.".getBytes(StandardCharsets.ISO_8859_1));
                zip.closeEntry();
            }
        }
        EngineException e = refused(ModelSource.of(file));
        assertThat(e.code()).isEqualTo(ErrorCode.NO_BACKEND);
        assertThat(e.getMessage())
                .startsWith("program.pt: ")
                .contains("TorchScript")
                .contains("DJL");
    }

    @Test
    void passesOnWhyACheckpointIsRefused() throws IOException {
        // cos\nsystem\n: a global that no checkpoint needs.
        Path file = folder.resolve("evil.pth");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.DEFLATED);
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write("\u0080\u0002cos\nsystem\nX\u0004\u0000\u0000\u0000true\u0085R."
                    .getBytes(StandardCharsets.ISO_8859_1));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("archive/version"));
            zip.write('3');
            zip.closeEntry();
        }
        EngineException e = refused(ModelSource.of(file));
        assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED);
        assertThat(e.getMessage()).contains("system");
    }
}
