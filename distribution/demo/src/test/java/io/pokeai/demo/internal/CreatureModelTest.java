package io.pokeai.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.demo.internal.Drawing.Part;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.runtime.PokeAi;
import io.pokeai.onnx.graph.OnnxHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreatureModelTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 77})
    void tellsPicturesApartThatItHasNeverSeen(long seed) throws InterruptedException {
        CreatureModel model = fit(seed);
        List<Drawing> heldOut = Drawing.all(Part.HELD_OUT, 20);
        int right = 0;
        for (Drawing drawing : heldOut) {
            right += best(model.logits(crop(drawing.draw(seed))))
                            == drawing.creature().index()
                    ? 1
                    : 0;
        }
        assertThat((double) right / heldOut.size()).isGreaterThanOrEqualTo(Demo.EXPECTED_ACCURACY);
    }

    @Test
    void fittingIsDeterministic() throws InterruptedException {
        assertThat(fit(5).toOnnx(Creature.labels())).isEqualTo(fit(5).toOnnx(Creature.labels()));
    }

    @Test
    void theFileSaysAllThatAnEngineNeeds() throws InterruptedException {
        OnnxHeader header = OnnxHeader.read(fit(1).toOnnx(Creature.labels()), "creatures.onnx");
        assertThat(header.metadata())
                .contains(
                        new OnnxHeader.Note("pokeai.input", "tv32_32"), new OnnxHeader.Note("pokeai.output", "logits"))
                .anyMatch(note ->
                        note.key().equals("pokeai.labels") && note.value().startsWith("[\"bubblefin\", \"mosshell\""));
        assertThat(header.inputs().toString()).contains("images").contains("3, 32, 32");
        assertThat(header.outputs().toString()).contains("logits").contains("8");
    }

    @Test
    void onnxRuntimeGivesTheScoresThatJavaGives(@TempDir Path folder) throws Exception {
        CreatureModel model = fit(1);
        Files.write(folder.resolve("creatures.onnx"), model.toOnnx(Creature.labels()));
        assertThatTheEngineAgrees(folder, model);
    }

    @Test
    void asAResNetItGivesTheSameScores(@TempDir Path folder) throws Exception {
        CreatureModel model = fit(1);
        DemoFolder demo = DemoFolder.renew(folder.resolve("demo"));
        Demo.writeForTorch(demo, model);
        Files.move(demo.checkpoint(), demo.artifacts().resolve("creatures.pth"));
        Files.move(demo.checkpointNotes(), demo.artifacts().resolve("creatures.model.json"));
        assertThatTheEngineAgrees(demo.artifacts(), model);
    }

    private static void assertThatTheEngineAgrees(Path artifacts, CreatureModel model) {
        EngineSettings settings = EngineSettings.of(artifacts).withThreads(1).withDevices(List.of("cpu"));
        try (Engine engine = PokeAi.open(settings)) {
            for (Creature creature : Creature.values()) {
                Image crop = crop(new Drawing(creature, Part.HELD_OUT, 0).draw(1));
                Prediction prediction = engine.classify(Request.of("creatures", crop));
                assertThat(prediction.labels().asList()).isEqualTo(Creature.labels());
                float[] expected = model.logits(crop);
                for (int i = 0; i < expected.length; i++) {
                    // Sums of some hundred float32 products in another order.
                    assertThat(prediction.logits().orElseThrow().get(i)).isCloseTo(expected[i], within(1e-4f));
                }
            }
        }
    }

    @Test
    void choleskySolvesWhatItWasGiven() {
        double[][] matrix = {{4, 2, 0.6}, {2, 5, 1}, {0.6, 1, 3}};
        double[] x = Cholesky.of(matrix).solve(new double[] {1, -2, 3});
        for (int i = 0; i < 3; i++) {
            double b = matrix[i][0] * x[0] + matrix[i][1] * x[1] + matrix[i][2] * x[2];
            assertThat(b).isCloseTo(new double[] {1, -2, 3}[i], within(1e-12));
        }
    }

    private static CreatureModel fit(long seed) throws InterruptedException {
        List<Drawing> drawings = Drawing.all(Part.TRAINING, Demo.TRAINING);
        int[] classes = drawings.stream()
                .mapToInt(drawing -> drawing.creature().index())
                .toArray();
        try (Workers workers = new Workers(2)) {
            List<Image> crops = workers.map(drawings, drawing -> crop(drawing.draw(seed)));
            return CreatureModel.fit(crops, classes, Creature.values().length, RandomSource.of(seed, 0, 0, 0), workers);
        }
    }

    /** The middle square, each target pixel the mean of the pixels that fall on it: near enough to the engine's. */
    private static Image crop(Image picture) {
        int side = Math.min(picture.width(), picture.height());
        int left = (picture.width() - side) / 2;
        int top = (picture.height() - side) / 2;
        byte[] rgb = new byte[FilterBank.SIDE * FilterBank.SIDE * Image.CHANNELS];
        for (int i = 0; i < rgb.length; i++) {
            int channel = i % Image.CHANNELS;
            int x = i / Image.CHANNELS % FilterBank.SIDE;
            int y = i / Image.CHANNELS / FilterBank.SIDE;
            int fromX = x * side / FilterBank.SIDE;
            int fromY = y * side / FilterBank.SIDE;
            int toX = Math.max(fromX + 1, (x + 1) * side / FilterBank.SIDE);
            int toY = Math.max(fromY + 1, (y + 1) * side / FilterBank.SIDE);
            int sum = 0;
            for (int v = fromY; v < toY; v++) {
                for (int u = fromX; u < toX; u++) {
                    sum += picture.sample(left + u, top + v, channel);
                }
            }
            rgb[i] = (byte) (sum / ((toX - fromX) * (toY - fromY)));
        }
        return new Image(FilterBank.SIDE, FilterBank.SIDE, rgb);
    }

    private static int best(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
