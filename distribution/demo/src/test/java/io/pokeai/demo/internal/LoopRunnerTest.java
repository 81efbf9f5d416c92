package io.pokeai.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.command.CliRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopRunnerTest {
    private static final LoopOrder ORDER =
            LoopOrder.of("counted the creatures", "count --folds 2", "(creatures .*\\d).*", "count.csv");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final FakeCommands commands = new FakeCommands();
    private LoopRunner runner;

    @BeforeEach
    void makeFolder() throws IOException {
        LoopFolder loop = new LoopFolder(folder);
        Files.createDirectories(loop.artifacts());
        EngineSettings settings =
                EngineSettings.of(loop.artifacts()).withThreads(3).withDevices(List.of("cpu"));
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        runner = new LoopRunner(commands, loop, settings, new Report(out, false));
    }

    @Test
    void aCommandIsShownAsItIsTypedAndGetsTheFolders() throws Exception {
        LoopStep step = runner.run(ORDER);
        assertThat(commands.called)
                .containsExactly(
                        "count",
                        "--folds",
                        "2",
                        "--artifacts",
                        folder.resolve("artifacts").toString(),
                        "--cache",
                        folder.resolve("cache").toString(),
                        "--data",
                        folder.resolve("pictures").toString(),
                        "--threads",
                        "3",
                        "--device",
                        "cpu");
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .startsWith("  $ pokeai count --folds 2\n  ✓ counted the creatures  ")
                .contains("      creatures  8\n", "      → artifacts/count.csv\n")
                .doesNotContain("hats", "looking");
        assertThat(step.command()).contains("pokeai count --folds 2");
        assertThat(step.said()).containsExactly("creatures  8");
        assertThat(step.files()).containsExactly(new FolderChanges.Changed(Path.of("artifacts/count.csv"), 2));
        assertThat(folder.resolve(step.log().orElseThrow()))
                .content()
                .isEqualTo("looking\ncreatures       8 (all)\nhats            0\n");
        assertThat(runner.steps()).containsExactly(step);
    }

    @Test
    void aFailureNamesTheCommandWhatIsWrongAndWhereAllThatItSaidIs() {
        commands.status = 3;
        assertThatThrownBy(() -> runner.run(ORDER))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'pokeai count --folds 2' ended with status 3: A hat is in the way.")
                .hasMessageContaining("0-count.txt");
        assertThat(runner.steps()).isEmpty();
    }

    @Test
    void aVerdictIsNoFailure() throws Exception {
        commands.status = 4;
        assertThat(runner.run(ORDER.withStatuses(Set.of(0, 1, 4))).done()).isEqualTo("counted the creatures");
    }

    @Test
    void aCommandThatLeavesNothingHasFailed() {
        commands.writes = false;
        assertThatThrownBy(() -> runner.run(ORDER))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("ended with status 0 and without count.csv");
    }

    @Test
    void aCommandThatWasToldToStopStopsTheDemo() {
        commands.status = CliRunner.CANCELLED;
        assertThatThrownBy(() -> runner.run(ORDER)).isInstanceOf(InterruptedException.class);
    }

    private final class FakeCommands implements UserCommands {
        private final List<String> called = new ArrayList<>();
        private int status;
        private boolean writes = true;

        @Override
        public boolean has(String name) {
            return true;
        }

        @Override
        public int run(List<String> words, PrintStream out, PrintStream err) {
            called.addAll(words);
            err.print(status == 3 ? "looking\npokeai: A hat is in the way.\n        Take it off.\n" : "looking\n");
            out.print("creatures       8 (all)\nhats            0\n");
            try {
                if (writes) {
                    Files.writeString(folder.resolve("artifacts/count.csv"), "8\n");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return status;
        }
    }
}
