package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.UnitImage;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several models about the same corrupted pixels, with real decoding and ONNX Runtime: the bits of each model alone. */
@Timeout(300)
class SharedPixelsIT {
    private static final List<String> MODELS = List.of("one", "two");

    private Path artifacts;
    private Path elsewhere;
    private List<Path> pictures = List.of();

    /** A picture and how it is corrupted; every second severity gives floating point. */
    private record Cell(Path picture, int severity) {
        Pixels corrupted(Image crop) {
            int samples = crop.width() * crop.height() * Image.CHANNELS;
            Random random = new Random(severity * 31L + crop.sample(0, 0, 0));
            if (severity % 2 == 0) {
                byte[] rgb = new byte[samples];
                random.nextBytes(rgb);
                return new Image(crop.width(), crop.height(), rgb);
            }
            float[] planes = new float[samples];
            for (int i = 0; i < samples; i++) {
                planes[i] = random.nextFloat();
            }
            return new UnitImage(crop.width(), crop.height(), planes);
        }
    }

    @BeforeEach
    void makeModelsAndPictures() throws IOException {
        artifacts = Scratch.folder("shared-pixels");
        elsewhere = Scratch.folder("shared-pixels-pictures");
        KnownModel.quick(5).write(artifacts, "one");
        KnownModel.quick(6).write(artifacts, "two");
        pictures = Pictures.write(elsewhere, Pictures.colours(6, 3));
    }

    @AfterEach
    void removeFolders() {
        Scratch.delete(artifacts);
        Scratch.delete(elsewhere);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void cellsHaveTheBitsOfTheirModelAlone(int threads) {
        EngineSettings settings = EngineSettings.of(artifacts)
                .withDevices(List.of("cpu"))
                .withThreads(threads)
                .withWatch(false);
        List<Cell> cells = new ArrayList<>();
        pictures.forEach(picture -> {
            for (int severity = 1; severity <= 5; severity++) {
                cells.add(new Cell(picture, severity));
            }
        });
        try (Engine engine = PokeAi.open(settings)) {
            engine.models().preload();
            InputSpec spec = engine.models().list().get(0).spec().orElseThrow().input();
            List<Prediction> single = new ArrayList<>();
            for (Cell cell : cells) {
                for (String model : MODELS) {
                    single.add(engine.classify(Request.of(model, cell.picture()).changedBy(cell::corrupted)));
                }
            }
            assertSameBits(ask(engine, MODELS, spec, cells, 1), single);
            List<Prediction> together = ask(engine, MODELS, spec, cells, 8);
            for (int model = 0; model < MODELS.size(); model++) {
                List<Prediction> own = new ArrayList<>();
                for (int i = model; i < together.size(); i += MODELS.size()) {
                    own.add(together.get(i));
                }
                assertSameBits(own, ask(engine, List.of(MODELS.get(model)), spec, cells, 8));
            }
        }
    }

    private static List<Prediction> ask(
            Engine engine, List<String> models, InputSpec spec, List<Cell> cells, int batch) {
        BulkRequest<Cell> request = BulkRequest.ofPixels(
                        models, cells, cell -> cell.corrupted(engine.imaging().crop(cell.picture(), spec)))
                .inBatchesOf(batch);
        try (Stream<Result<Cell>> results = engine.classifyAll(request)) {
            return results.map(Result::orThrow).toList();
        }
    }

    private static void assertSameBits(List<Prediction> found, List<Prediction> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).model()).isEqualTo(expected.get(i).model());
            assertThat(found.get(i).logits()).isEqualTo(expected.get(i).logits());
            assertThat(found.get(i).probabilities()).isEqualTo(expected.get(i).probabilities());
        }
    }
}
