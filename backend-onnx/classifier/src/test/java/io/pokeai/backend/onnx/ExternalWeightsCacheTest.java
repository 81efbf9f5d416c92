package io.pokeai.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model whose weights lie in a file of their own, and whose optimised form is remembered: whatever becomes of either, the
 * weights that are there answer. Every engine here is a new one over the cache that the one before has left.
 */
class ExternalWeightsCacheTest {
    private static final int SIDE = 8;
    // More bytes than are kept inside of an optimised graph.
    private static final int CLASSES = 100;
    private static final FileTime THEN = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Path artifacts;
    private Path cache;

    @BeforeEach
    void writeTheModel() throws IOException {
        artifacts = Files.createDirectories(folder.resolve("artifacts"));
        cache = folder.resolve("cache");
        Files.write(artifacts.resolve("net.onnx"), ExternalModels.layer("net.weights", CLASSES));
        Files.writeString(artifacts.resolve("net.model.json"), "{\"input\": \"yolo" + SIDE + "\"}");
        Files.setLastModifiedTime(artifacts.resolve("net.onnx"), THEN);
        Files.setLastModifiedTime(artifacts.resolve("net.model.json"), THEN);
        weigh(1);
    }

    /** Class i of a white picture scores 3 · (factor + i). */
    private static byte[] weights(int factor) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * CLASSES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 3 * CLASSES; i++) {
            bytes.putFloat(factor + i % CLASSES);
        }
        return bytes.array();
    }

    private Path external() {
        return artifacts.resolve("net.weights");
    }

    /** In place, and the times say nothing. */
    private void weigh(int factor) throws IOException {
        Files.write(external(), weights(factor));
        Files.setLastModifiedTime(external(), THEN);
    }

    private Engine open() {
        return PokeAi.open(EngineSettings.of(artifacts).withCache(cache).withWatch(false));
    }

    private static float answer(Engine engine) {
        byte[] white = new byte[SIDE * SIDE * Image.CHANNELS];
        Arrays.fill(white, (byte) 255);
        List<Float> logits =
                engine.classify(Request.of("net", new Image(SIDE, SIDE, white))).logits().orElseThrow().stream()
                        .toList();
        assertThat(logits).hasSize(CLASSES);
        assertThat(logits.get(CLASSES - 1) - logits.get(0)).isEqualTo(3f * (CLASSES - 1));
        return logits.get(0) / 3;
    }

    private float answer() {
        try (Engine engine = open()) {
            return answer(engine);
        }
    }

    private List<Path> optimised() throws IOException {
        try (Stream<Path> all = Files.walk(cache)) {
            return all.filter(file -> file.endsWith("model.onnx")).sorted().toList();
        }
    }

    @Test
    void theOptimisedModelIsKeptAndUsed() throws IOException {
        assertThat(answer()).isEqualTo(1);
        assertThat(optimised()).hasSize(1);
        FileTime written = Files.getLastModifiedTime(optimised().get(0));
        assertThat(answer()).isEqualTo(1);
        assertThat(optimised()).hasSize(1);
        assertThat(Files.getLastModifiedTime(optimised().get(0))).isEqualTo(written);
    }

    @Test
    void weightsThatAreWrittenOverUnderTheirOldTimeAnswer() throws IOException {
        assertThat(answer()).isEqualTo(1);
        weigh(2);
        assertThat(answer()).isEqualTo(2);
        weigh(1);
        assertThat(answer()).as("what was optimised first").isEqualTo(1);
        assertThat(optimised()).hasSize(2);
    }

    @Test
    void weightsThatTakeThePlaceOfOthersUnderTheirOldTimeAnswer() throws IOException {
        assertThat(answer()).isEqualTo(1);
        Path next = Files.write(folder.resolve("next"), weights(5));
        Files.setLastModifiedTime(next, THEN);
        Files.move(next, external(), StandardCopyOption.ATOMIC_MOVE);
        assertThat(answer()).isEqualTo(5);
    }

    @Test
    void weightsThatAreSwappedWithThoseOfAnotherModelAnswer() throws IOException {
        Files.write(artifacts.resolve("other.weights"), weights(7));
        Files.setLastModifiedTime(artifacts.resolve("other.weights"), THEN);
        assertThat(answer()).isEqualTo(1);
        Path aside = Files.move(external(), folder.resolve("aside"));
        Files.move(artifacts.resolve("other.weights"), external());
        Files.move(aside, artifacts.resolve("other.weights"));
        assertThat(answer()).isEqualTo(7);
    }

    @Test
    void aModelThatMovesTakesItsWeightsAlong() throws IOException {
        assertThat(answer()).isEqualTo(1);
        Path old = artifacts;
        artifacts = folder.resolve("elsewhere");
        Files.move(old, artifacts);
        assertThat(answer()).isEqualTo(1);
        assertThat(optimised()).as("the same content").hasSize(1);

        // Others come to the old place, under the old times.
        Files.createDirectories(old);
        for (String name : List.of("net.onnx", "net.model.json")) {
            Files.copy(artifacts.resolve(name), old.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        artifacts = old;
        weigh(3);
        assertThat(answer()).isEqualTo(3);
    }

    @Test
    void aCacheThatIsDeletedIsMadeAgain() throws IOException {
        assertThat(answer()).isEqualTo(1);
        delete(cache);
        weigh(4);
        assertThat(answer()).isEqualTo(4);
        delete(cache.resolve("hashes"));
        assertThat(answer()).isEqualTo(4);
        delete(cache.resolve("models"));
        weigh(6);
        assertThat(answer()).isEqualTo(6);
        assertThat(optimised()).hasSize(1);
    }

    @Test
    void aRunningEngineTakesWeightsThatChangeAlone() throws Exception {
        try (Engine engine = open()) {
            assertThat(answer(engine)).isEqualTo(1);
            weigh(2);
            engine.models().rescan();
            assertThat(engine.models().awaitSettled(PATIENCE)).isTrue();
            assertThat(answer(engine)).isEqualTo(2);
        }
    }

    private static void delete(Path whole) throws IOException {
        if (!Files.exists(whole)) {
            return;
        }
        try (Stream<Path> all = Files.walk(whole)) {
            all.sorted(java.util.Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
