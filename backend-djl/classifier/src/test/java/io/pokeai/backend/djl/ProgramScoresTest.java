package io.pokeai.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Provenance.Certainty;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TorchScript that ends in something else than a layer: the same numbers as PyTorch's, by way of the whole engine. */
class ProgramScoresTest {
    /** What the logits of tiny.torchscript.pt are multiplied by in make_fixtures.py. */
    private static final float GAIN = 4;

    private static final float ROUNDING = 1e-5f;

    @TempDir
    Path folder;

    private Engine engine(String fixture, String... labels) throws IOException {
        Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
        for (String name : new String[] {"tiny.torchscript.pt", fixture}) {
            Fixture.copy(name, artifacts);
            Files.writeString(
                    artifacts.resolve(name.substring(0, name.indexOf('.')) + ".model.json"),
                    "{\"input\": \"yolo" + Fixture.SIZE + "\"}");
        }
        Files.writeString(artifacts.resolve("tiny.model.json"), """
                {"input": "yolo%d", "labels": ["a", "b", "c"]}""".formatted(Fixture.SIZE));
        Files.write(artifacts.resolve("classes.txt"), Arrays.asList(labels));
        return PokeAi.open(
                EngineSettings.of(artifacts).withCache(folder.resolve("cache")).withWatch(false));
    }

    private static Image picture() {
        byte[] pixels = new byte[Fixture.SIZE * Fixture.SIZE * Image.CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31);
        }
        return new Image(Fixture.SIZE, Fixture.SIZE, pixels);
    }

    private static double logit(Engine engine, int index) {
        return GAIN
                * engine.classify(Request.of("tiny", picture()))
                        .logits()
                        .orElseThrow()
                        .get(index);
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    @Test
    void sigmoidsAreIndependent() throws IOException {
        try (Engine engine = engine("sigmoid.torchscript.pt", "a", "b", "c")) {
            Prediction each = engine.classify(Request.of("sigmoid", picture()));
            assertThat(each.kind()).isEqualTo(ScoreKind.INDEPENDENT_PROBABILITIES);
            for (int i = 0; i < 3; i++) {
                assertThat(each.probabilities().get(i)).isCloseTo((float) sigmoid(logit(engine, i)), within(ROUNDING));
            }
        }
    }

    @Test
    void aMeanOfSoftmaxesIsObserved() throws IOException {
        try (Engine engine = engine("mean_of_softmax.torchscript.pt", "a", "b", "c")) {
            Prediction mean = engine.classify(Request.of("mean_of_softmax", picture()));
            assertThat(mean.kind()).isEqualTo(ScoreKind.PROBABILITIES);
            double plus = 0;
            double minus = 0;
            for (int i = 0; i < 3; i++) {
                plus += Math.exp(logit(engine, i));
                minus += Math.exp(-logit(engine, i));
            }
            for (int i = 0; i < 3; i++) {
                double expected = (Math.exp(logit(engine, i)) / plus + Math.exp(-logit(engine, i)) / minus) / 2;
                assertThat(mean.probabilities().get(i)).isCloseTo((float) expected, within(ROUNDING));
            }
            try (ModelLease lease = engine.models().lease("mean_of_softmax")) {
                assertThat(lease.spec().provenance().output().certainty()).isEqualTo(Certainty.FOUND);
                assertThat(lease.spec().provenance().output().source()).startsWith("observed");
            }
        }
    }

    @Test
    void oneOutputIsTwoClasses() throws IOException {
        try (Engine engine = engine("binary_flat.torchscript.pt", "yes")) {
            Prediction binary = engine.classify(Request.of("binary_flat", picture()));
            float p = (float) sigmoid(logit(engine, 0));
            assertThat(binary.labels().asList()).containsExactly("yes", "not yes");
            assertThat(binary.probabilities().get(0)).isCloseTo(p, within(ROUNDING));
            assertThat(binary.probabilities().get(1)).isCloseTo(1 - p, within(ROUNDING));
        }
    }

    @Test
    void ofTwoLabelsTheSecondIsMeant() throws IOException {
        try (Engine engine = engine("binary.torchscript.pt", "cat", "dog")) {
            Prediction binary = engine.classify(Request.of("binary", picture()));
            float p = (float) sigmoid(logit(engine, 0));
            assertThat(binary.probabilities().get(1)).isCloseTo(p, within(ROUNDING));
            assertThat(binary.probabilities().get(0)).isCloseTo(1 - p, within(ROUNDING));
        }
    }
}
