package io.pokeai.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.runtime.PokeAi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story on the real engine; plugging in is for the tests of the assembled runtime. */
class DemoTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean cancelled;
    private final List<Engine> engines = new ArrayList<>();

    @AfterEach
    void closeEngines() {
        engines.forEach(Engine::close);
    }

    @Test
    void everyHeldOutPictureIsNamedRightly() throws Exception {
        DemoFolder work = DemoFolder.renew(folder.resolve("demo"));
        try (Workers workers = new Workers(2)) {
            assertThat(demo(work, workers).run()).isEqualTo(ExitStatus.OK);
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("96 of 96 right (100.0 %).")
                .contains("swapped it under 2 callers and rolled back: ", " answers, 0 lost")
                .contains("starjelly  ████████████████████  12/12 ")
                .contains("made a data set of the 96: 8 classes, 5 folds (evaluation/)")
                .contains("evaluated the model on it: accuracy 1.000, macro F1 1.000")
                .contains("asked both models under 4 corruptions, for a gate (gate.json)", "fog ")
                .containsPattern("(PASS|FAIL|INCONCLUSIVE): ")
                .contains("Now you:  pokeai classify demo/pictures --artifacts demo/artifacts\n")
                .contains("Report:   demo/evaluation/reports/report_creatures.html\n")
                .contains(
                        "More:     built with 'mvn package -Pdjl', it also trains, distils and quantises (docs/djl.md)\n")
                .doesNotContain("\u001b", "PyTorch", "whole loop");
        try (Stream<Path> pictures = Files.list(work.pictures())) {
            assertThat(pictures).hasSize(96);
        }
        assertThat(work.evaluation().resolve("reports/report_creatures.html")).isNotEmptyFile();
        assertThat(work.gate().resolve("gate.json")).content().contains("\"outcome\"", "jpeg_compression");
    }

    @Test
    void aDemoThatIsToldToStopStops() throws Exception {
        DemoFolder work = DemoFolder.renew(folder.resolve("demo"));
        cancelled = true;
        try (Workers workers = new Workers(2)) {
            Demo demo = demo(work, workers);
            assertThatThrownBy(demo::run).isInstanceOf(InterruptedException.class);
        }
        assertThat(work.model()).doesNotExist();
    }

    @Test
    void aFolderOfAnEarlierDemoIsRenewedAndNoOtherIsTouched() throws IOException {
        Path earlier = DemoFolder.renew(folder.resolve("demo")).path();
        Files.writeString(earlier.resolve("pictures/old.png"), "old");
        DemoFolder.renew(earlier);
        assertThat(earlier.resolve("pictures")).isEmptyDirectory();

        Path precious = Files.createDirectory(folder.resolve("photos"));
        Files.writeString(precious.resolve("cat.jpg"), "cat");
        assertThatThrownBy(() -> DemoFolder.renew(precious))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("photos holds files that are not of a demo")
                .hasMessageContaining("--dir");
        assertThat(precious.resolve("cat.jpg")).exists();
    }

    private Demo demo(DemoFolder work, Workers workers) {
        return new Demo(
                new FixedSession(),
                work,
                new AlwaysPlugged(),
                new NoCommands(),
                workers,
                new Demo.Wish(1, true, false));
    }

    /** An installation without DJL: there is no command that trains. */
    private static final class NoCommands implements UserCommands {
        @Override
        public boolean has(String name) {
            return false;
        }

        @Override
        public int run(List<String> words, PrintStream out, PrintStream err) {
            throw new AssertionError("there is no command " + words);
        }
    }

    private static final class AlwaysPlugged implements HotPlug {
        @Override
        public boolean isPlugged() {
            return true;
        }

        @Override
        public boolean isPlugged(String id) {
            return id.equals("onnx");
        }

        @Override
        public int plug() {
            throw new AssertionError("it is plugged in");
        }

        @Override
        public boolean await(boolean plugged, Duration atMost) {
            throw new AssertionError("there is nothing to wait for");
        }

        @Override
        public void unplug() {}
    }

    private final class FixedSession implements CliSession {
        private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

        @Override
        public Optional<InputStream> in() {
            return Optional.empty();
        }

        @Override
        public PrintStream out() {
            return stream;
        }

        @Override
        public PrintStream err() {
            return stream;
        }

        @Override
        public boolean outIsTerminal() {
            return false;
        }

        @Override
        public boolean errIsTerminal() {
            return false;
        }

        @Override
        public Path directory() {
            return folder;
        }

        @Override
        public EngineSettings settings() {
            return EngineSettings.of(folder.resolve("artifacts")).withThreads(2).withDevices(List.of("cpu"));
        }

        @Override
        public Engine engine() {
            return engine(settings());
        }

        @Override
        public Engine engine(EngineSettings other) {
            @SuppressWarnings("MustBeClosed") // closed after the test
            Engine engine = PokeAi.open(other);
            engines.add(engine);
            return engine;
        }

        @Override
        @MustBeClosed
        public Engine openEngine(EngineSettings other) {
            return PokeAi.open(other);
        }

        @Override
        public Optional<String> model() {
            return Optional.empty();
        }

        @Override
        public String modelOrigin() {
            return "default";
        }

        @Override
        public Augmentations augmentations() {
            return new Augmentations(List.of());
        }

        @Override
        public Perturbations perturbations() {
            return new Perturbations(List.of());
        }

        @Override
        public void report(EngineException failure) {
            throw failure;
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }
    }
}
