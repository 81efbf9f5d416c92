package io.pokeai.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelSpec.EnsembleRule;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.Families;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.network.testkit.FormulaTensor;
import io.pokeai.engine.network.testkit.KnownNetwork;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.onnx.graph.recognition.OnnxExport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An exported file is the same model. */
class ExportTest {
    private static final Offset<Float> ROUNDING = Offset.offset(1e-5f);
    private static final Labels LABELS = Labels.of(List.of("a \"b\"", "c\\d", "é", "[e", "f, g"));

    private final OnnxClassifierFactory factory = new OnnxClassifierFactory();
    private final KnownNetwork known = KnownNetwork.read("resnet_basic");

    @TempDir
    Path folder;

    private ModelSpec recognise(Path file) {
        return factory.recognise(known.source(file).withLabels(LABELS)).orElseThrow();
    }

    private Scores infer(ModelSpec spec) {
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder.resolve("cache")))) {
            return classifier.infer(known.pictures());
        }
    }

    private static Network network(Path file) {
        return Families.find(CheckpointReader.read(file)).orElseThrow();
    }

    @Test
    void theEngineReadsItBackAsTheSameModel() throws IOException {
        Path checkpoint = known.write(folder.resolve("a.pth"));
        ModelSpec original = recognise(checkpoint);
        Path exported = folder.resolve("a.onnx");
        OnnxExport.write(original, List.of(network(checkpoint)), exported);
        ModelSpec back = factory.recognise(ModelSource.of(exported)).orElseThrow();
        assertThat(back.input()).isEqualTo(original.input());
        assertThat(back.labels()).isEqualTo(LABELS);
        assertThat(back.output()).isEqualTo(ScoreKind.LOGITS);
        assertThat(infer(back)).isEqualTo(infer(original));
    }

    @ParameterizedTest
    @EnumSource(
            value = EnsembleRule.class,
            names = {"MEAN_LOGITS", "MEAN_PROBABILITIES"})
    void foldsBecomeTheirMean(EnsembleRule rule) throws IOException {
        Path first = known.write(folder.resolve("fold1.pth"));
        known.tensors()
                .put(
                        "fc.weight",
                        new FormulaTensor(
                                "another head", known.tensors().get("fc.weight").shape()));
        Path second = known.write(folder.resolve("fold2.pth"));
        ModelSpec spec = recognise(first);
        ModelSpec both = new ModelSpec(
                spec.name(),
                spec.version(),
                spec.backend(),
                List.of(first, second),
                spec.input(),
                spec.labels(),
                spec.output(),
                rule,
                spec.options());
        Path exported = folder.resolve("both.onnx");
        OnnxExport.write(both, List.of(network(first), network(second)), exported);
        ModelSpec back = factory.recognise(ModelSource.of(exported)).orElseThrow();
        boolean logits = rule == EnsembleRule.MEAN_LOGITS;
        assertThat(back.output()).isEqualTo(logits ? ScoreKind.LOGITS : ScoreKind.PROBABILITIES);
        Scores mean = infer(back);
        Scores one = infer(spec);
        Scores other = infer(recognise(second));
        for (int i = 0; i < mean.count(); i++) {
            float[] a = logits ? one.row(i) : one.probabilities(i);
            float[] b = logits ? other.row(i) : other.probabilities(i);
            float[] expected = new float[a.length];
            for (int c = 0; c < a.length; c++) {
                expected[c] = (a[c] + b[c]) / 2;
            }
            assertThat(mean.row(i)).containsExactly(expected, ROUNDING);
        }
    }
}
