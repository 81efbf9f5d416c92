package io.pokeai.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code <model>_fold<K>.torchscript.pt} in an artifacts folder: one model, whose answer is the mean. */
class FoldsTest {
    private static final String SIDE = "{\"input\": \"yolo" + Fixture.SIZE + "\"}";

    @TempDir
    Path artifacts;

    @BeforeEach
    void writeFolds() throws IOException {
        for (String name : List.of("one", "net_fold1")) {
            write("tiny.torchscript.pt", name);
        }
        for (String name : List.of("two", "net_fold2")) {
            write("other.torchscript.pt", name);
        }
        Files.writeString(artifacts.resolve("classes.txt"), "a\nb\nc\n");
        for (String name : List.of("one", "two", "net")) {
            Files.writeString(artifacts.resolve(name + ".model.json"), SIDE);
        }
        try (var files = Files.list(artifacts)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
            }
        }
    }

    @Test
    void answerWithTheMeanOfTheirLogits() {
        Image picture = picture();
        try (Engine engine = PokeAi.open(EngineSettings.of(artifacts).withWatch(false))) {
            ModelSpec spec = engine.models().list().stream()
                    .filter(model -> model.name().equals("net"))
                    .findFirst()
                    .orElseThrow()
                    .spec()
                    .orElseThrow();
            assertThat(spec.backend()).isEqualTo("djl");
            assertThat(spec.foldNumbers()).containsExactly(1, 2);
            assertThat(spec.ensemble()).isEqualTo(ModelSpec.EnsembleRule.MEAN_LOGITS);
            List<Float> one = logits(engine.classify(Request.of("one", picture)));
            List<Float> two = logits(engine.classify(Request.of("two", picture)));
            List<Float> both = logits(engine.classify(Request.of("net", picture)));
            assertThat(one.get(0)).isNotEqualTo(two.get(0));
            for (int i = 0; i < both.size(); i++) {
                assertThat(both.get(i)).isCloseTo((one.get(i) + two.get(i)) / 2, within(1e-6f));
            }
        }
    }

    private void write(String fixture, String name) throws IOException {
        Path file = Fixture.copy(fixture, artifacts);
        Files.move(file, artifacts.resolve(name + ".torchscript.pt"));
    }

    private static List<Float> logits(Prediction prediction) {
        return prediction.logits().orElseThrow();
    }

    private static Image picture() {
        byte[] pixels = new byte[Fixture.SIZE * Fixture.SIZE * Image.CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31);
        }
        return new Image(Fixture.SIZE, Fixture.SIZE, pixels);
    }
}
