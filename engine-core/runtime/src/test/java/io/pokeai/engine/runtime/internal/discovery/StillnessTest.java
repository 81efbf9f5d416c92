package io.pokeai.engine.runtime.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files count, whatever their times say; and what becomes of a model whose files go. */
@Timeout(300)
class StillnessTest {
    @TempDir
    Path parent;

    private Path folder;
    private Fixture fixture;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectory(parent.resolve("artifacts"));
        fixture = new Fixture(folder).withBackend();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {-100_000_000, -3, 0, 1, 5, 3_600, 1_000_000_000})
    void aModelIsThereWhateverItsTimeSays(long secondsFromNow) throws Exception {
        Path file = FakeClassifierFactory.write(folder.resolve("a.onnx"), 7);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(secondsFromNow)));

        assertThat(fixture.registry().only()).isEqualTo("a");
        assertThat(fixture.answer("a")).isEqualTo(7);
    }

    @Test
    void aFileInMotionIsNamedAndNobodyWaitsForItForLong() throws Exception {
        Path file = folder.resolve("a.onnx");
        try (Writer writer = new Writer(file)) {
            assertThat(fixture.registry().awaitSettled(Duration.ofMinutes(5))).isTrue();
            assertThat(fixture.status("a").error()).hasValueSatisfying(error -> {
                assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                assertThat(error.problem()).isEqualTo("a.onnx is still being written.");
            });
            assertThat(fixture.registry().only()).isEqualTo("a");
            assertThatThrownBy(() -> fixture.registry().lease("a"))
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            assertThat(writer.failure()).isEmpty();
        }
        FakeClassifierFactory.write(file, 3);
        assertThat(fixture.answer("a")).isEqualTo(3);
    }

    /** Never at rest: its size changes from look to look. */
    private static final class Writer implements AutoCloseable {
        private final Thread thread;
        private volatile boolean stopped;
        private volatile Optional<IOException> failure = Optional.empty();

        Writer(Path file) throws IOException {
            Files.writeString(file, "fake");
            thread = new Thread(() -> {
                try {
                    for (int i = 0; !stopped; i = (i + 1) % 1_000) {
                        Files.writeString(file, "fake" + " ".repeat(i));
                    }
                } catch (IOException e) {
                    failure = Optional.of(e);
                }
            });
            thread.start();
        }

        Optional<IOException> failure() {
            return failure;
        }

        @Override
        public void close() {
            stopped = true;
            while (thread.isAlive()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aDamagedFileIsNamedAsWhatItIs() {
        FakeClassifierFactory.write(folder.resolve("a.onnx"), "fake broken"); // as young as it gets
        assertThatThrownBy(() -> fixture.registry().lease("a"))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID));
    }

    @Test
    void aYoungFileThatNoBackEndOpensIsNamedAsThatOnceItIsAtRest() {
        FakeClassifierFactory.write(folder.resolve("a.onnx"), "\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b");
        failsWithoutBackEnd();
    }

    @Test
    void withoutAnyBackEndAYoungFileIsNotWaitedForToChange() {
        fixture.close();
        fixture = new Fixture(folder);
        FakeClassifierFactory.write(folder.resolve("a.onnx"), 7);
        failsWithoutBackEnd();
        fixture.withBackend();
        assertThat(fixture.answer("a")).isEqualTo(7);
    }

    private void failsWithoutBackEnd() {
        assertThatThrownBy(() -> fixture.registry().lease("a")).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.NO_BACKEND);
            assertThat(e.problem()).startsWith("No installed back end opens a.onnx");
        });
    }

    @Test
    void aLoadedModelOutlivesItsFileAndSaysSoOnce() throws Exception {
        Path file = fixture.model("a.onnx", "fake 4");
        fixture.model("b.onnx", "fake 5");
        fixture.answer("a");
        long generation = fixture.status("a").generation();
        Path away = parent.resolve("away");

        Files.move(folder, away);
        fixture.settle();
        fixture.settle();

        assertThat(fixture.answer("a")).isEqualTo(4);
        assertThat(fixture.status("a").state()).isEqualTo(ModelState.READY);
        assertThat(fixture.status("a").notes()).singleElement().asString().startsWith("file gone since ");
        assertThat(folder)
                .as("made anew, in the way of the one that may return")
                .doesNotExist();
        assertThatThrownBy(() -> fixture.registry().lease("b"))
                .as("was never loaded")
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND));

        Files.move(away, folder);
        fixture.settle();

        assertThat(fixture.status("a").notes()).isEmpty();
        assertThat(fixture.status("a").generation()).as("not loaded again").isEqualTo(generation);
        assertThat(fixture.answer("b")).isEqualTo(5);
        assertThat(operations()).containsExactly(SwapReport.Operation.BACK, SwapReport.Operation.GONE);

        Files.delete(file);
        fixture.settle();
        assertThat(fixture.answer("a")).isEqualTo(4);
        fixture.model("a.onnx", "fake 4");
        fixture.settle();
        assertThat(fixture.status("a").generation()).as("the same bytes").isEqualTo(generation);
        assertThat(fixture.status("a").notes()).isEmpty();

        Files.delete(file);
        fixture.settle();
        fixture.model("a.onnx", "fake 6");
        fixture.settle();
        assertThat(fixture.answer("a")).as("other bytes").isEqualTo(6);
        assertThat(fixture.status("a").notes()).isEmpty();
    }

    private List<SwapReport.Operation> operations() {
        return fixture.control().journal("a", 100).stream()
                .map(SwapReport::operation)
                .toList();
    }

    @Test
    void aLoadedModelGoesWithItsFileWhereThatIsWanted() throws Exception {
        fixture.close();
        fixture = new Fixture(
                        folder,
                        EngineSettings.of(folder)
                                .withWatch(false)
                                .withThreads(2)
                                .withRetireWhenGone(true))
                .withBackend();
        Path file = fixture.model("a.onnx", "fake 4");
        fixture.answer("a");
        Files.delete(file);
        fixture.settle();
        assertThatThrownBy(() -> fixture.registry().lease("a"))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND));
    }

    @Test
    void aModelThatWasUnloadedAndIsGoneIsGone() throws Exception {
        Path file = fixture.model("a.onnx", "fake 4");
        fixture.answer("a");
        Files.delete(file);
        fixture.settle();
        fixture.control().unload("a", io.pokeai.engine.api.SwapTerms.of("test"));
        fixture.settle();
        assertThat(fixture.registry().list()).isEmpty();
    }
}
