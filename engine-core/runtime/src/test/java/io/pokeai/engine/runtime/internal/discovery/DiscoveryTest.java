package io.pokeai.engine.runtime.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.lifecycle.Lifecycle;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the artifacts folder, or is declared elsewhere, and what is said about it. */
@Timeout(300)
class DiscoveryTest {
    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture(folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
        fixture.fake
                .opened()
                .forEach(opened -> assertThat(opened.closes() == 1).as("closed").isTrue());
    }

    @Test
    void aRemovedFileTakesItsModelAlongWhileNobodyHasLoadedIt() throws Exception {
        Path file = fixture.model("a.onnx", "fake 1");
        fixture.withBackend();
        fixture.settle();
        assertThat(fixture.registry().list()).hasSize(1);
        Files.delete(file);
        fixture.settle();

        assertThat(fixture.registry().list()).isEmpty();
        failsWith(ErrorCode.MODEL_NOT_FOUND, () -> fixture.registry().lease("a"));
    }

    @Test
    void twoFilesOfOneNameAreAnErrorOfTheSecond() {
        fixture.model("a b.onnx", "fake 1");
        fixture.model("a_b.onnx", "fake 2");
        fixture.withBackend();

        assertThat(fixture.answer("a_b")).isNotNaN();
        assertThat(fixture.status("a_b.onnx").error())
                .hasValueSatisfying(error -> assertThat(error.problem()).contains("'a_b'"));
    }

    @Test
    void labelsComeFromClassesTxtUnlessAFileHasItsOwn() throws Exception {
        fixture.old(Files.writeString(folder.resolve("classes.txt"), "cat\ndog\nbird\n\n"));
        fixture.old(Files.writeString(folder.resolve("b.classes.txt"), "x\ny\nz"));
        fixture.model("a.onnx", "fake 1");
        fixture.model("b.onnx", "fake 1");
        fixture.withBackend();

        assertThat(fixture.status("a").spec().orElseThrow().labels())
                .isEqualTo(Labels.of(List.of("cat", "dog", "bird")));
        assertThat(fixture.status("b").spec().orElseThrow().labels()).isEqualTo(Labels.of(List.of("x", "y", "z")));
    }

    @Test
    void aWrongClassListIsTheModelsErrorAndNamesTheFile() throws Exception {
        fixture.old(Files.writeString(folder.resolve("classes.txt"), "cat\ncat\n"));
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend();

        assertThat(fixture.status("a").error()).hasValueSatisfying(error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.LABELS_MISMATCH);
            assertThat(error.problem()).contains("classes.txt").contains("'cat'");
        });
    }

    @Test
    void aSideFileOverridesWhatTheModelSays() throws Exception {
        fixture.old(Files.writeString(
                folder.resolve("a.model.json"),
                "{\"name\": \"pets\", \"input\": \"yolo8\", \"labels\": [\"cat\", \"dog\", \"bird\"],"
                        + " \"output\": \"probabilities\"}"));
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend();

        var spec = fixture.status("pets").spec().orElseThrow();
        assertThat(spec.input()).isEqualTo(InputSpec.yolo(8));
        assertThat(spec.labels().get(2)).isEqualTo("bird");
    }

    @Test
    void aSideFileNamesTheBackEnd() throws Exception {
        fixture.old(Files.writeString(folder.resolve("a.model.json"), "{\"backend\": \"second\"}"));
        fixture.old(Files.writeString(folder.resolve("b.model.json"), "{\"backend\": \"third\"}"));
        fixture.model("a.onnx", "fake 1");
        fixture.model("b.onnx", "fake 1");
        fixture.model("c.onnx", "fake 1");
        fixture.withBackend().withBackend(new FakeClassifierFactory("second"));

        assertThat(fixture.status("a").spec().orElseThrow().backend()).isEqualTo("second");
        assertThat(fixture.status("c").spec().orElseThrow().backend()).isEqualTo("fake");
        assertThat(fixture.status("b").error()).hasValueSatisfying(error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.NO_BACKEND);
            assertThat(error.problem()).contains("b.onnx", "'third'");
            assertThat(error.remedy()).contains(".model.json", "fake, second");
        });
    }

    @Test
    void whoKnowsWhatIsWrongIsHeardBeforeWhoDoesNotOpenSuchFiles() {
        fixture.model("a.onnx", "fake broken");
        fixture.withBackend(new Elsewhere()).withBackend();

        assertThat(fixture.status("a").error())
                .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo(ErrorCode.MODEL_INVALID));
    }

    @Test
    void closingWaitsForAScanThatIsUnderWay() throws Exception {
        fixture.model("a.onnx", "fake 1");
        EndsAfterItsInterrupt scanned = new EndsAfterItsInterrupt();
        fixture.withBackend(scanned);
        Lifecycle lifecycle = fixture.another(List::of);
        scanned.begun.await();

        lifecycle.close();

        scanned.closed.countDown();
        assertThat(scanned.wasLeftBehind.get(1, TimeUnit.MINUTES)).isFalse();
    }

    /** Is interrupted by the closing, and then has something to finish. */
    private static final class EndsAfterItsInterrupt implements ClassifierFactory {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final CompletableFuture<Boolean> wasLeftBehind = new CompletableFuture<>();

        @Override
        public String id() {
            return "slow";
        }

        @Override
        public Optional<ModelSpec> recognise(ModelSource source) {
            begun.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                finish();
            }
            return Optional.empty();
        }

        private void finish() {
            try {
                wasLeftBehind.complete(closed.await(300, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                wasLeftBehind.completeExceptionally(e);
            }
        }

        @Override
        public Classifier open(ModelSpec spec, OpenOptions options) {
            throw new AssertionError("nothing was recognised");
        }
    }

    /** Sends every file to another back end. */
    private static final class Elsewhere implements ClassifierFactory {
        @Override
        public String id() {
            return "elsewhere";
        }

        @Override
        public Optional<ModelSpec> recognise(ModelSource source) {
            throw new EngineException(ErrorCode.NO_BACKEND, "the file is for another back end.", "Install it.");
        }

        @Override
        public Classifier open(ModelSpec spec, OpenOptions options) {
            throw new AssertionError("nothing was recognised");
        }
    }

    @Test
    void aWrongSideFileIsTheModelsError() throws Exception {
        fixture.old(Files.writeString(folder.resolve("a.model.json"), "{\"inptu\": \"yolo8\"}"));
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend();

        assertThat(fixture.status("a").error()).hasValueSatisfying(error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.MODEL_INVALID);
            assertThat(error.getMessage()).contains("a.model.json", "inptu", "input");
        });
    }

    @Test
    void aDeclaredModelMayLieAnywhere(@TempDir Path elsewhere) {
        Path file = FakeClassifierFactory.write(elsewhere.resolve("far.bin"), 5);
        fixture.withBackend();
        fixture.registry(() -> List.of(ModelSource.of(file)));

        assertThat(fixture.answer("far")).isNotNaN();
    }

    @Test
    void aFreshlyWrittenFileIsWaitedFor() {
        FakeClassifierFactory.write(folder.resolve("a.onnx"), 1); // as young as it gets
        fixture.withBackend();

        assertThat(fixture.answer("a")).isNotNaN();
    }

    @Test
    void aWatchedFolderIsNoticedWithoutAnybodyAsking() throws Exception {
        fixture.close();
        fixture = new Fixture(folder, EngineSettings.of(folder).withThreads(1));
        fixture.withBackend();
        assertThat(fixture.registry().list()).isEmpty();
        fixture.model("a.onnx", "fake 1");
        while (fixture.registry().list().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(fixture.answer("a")).isNotNaN();
    }

    private static void failsWith(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
