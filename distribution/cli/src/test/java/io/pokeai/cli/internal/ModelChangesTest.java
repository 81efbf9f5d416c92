package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pokeai models swap} and the like, as typed in a shell and outside of one. */
class ModelChangesTest {
    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void setUp() {
        shelf = new Shelf(folder);
        shelf.shell = Optional.of(new ShellHost() {
            @Override
            public int execute(String line) {
                return shelf.shellRunner.run(List.of(line.split(" ")));
            }

            @Override
            public List<String> commands() {
                return List.of("models");
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        });
    }

    @Test
    void everyActionReachesTheEngineWithItsTarget() {
        assertThat(shell("models load tiny"
                        + "\nmodels unload tiny"
                        + "\nmodels swap tiny --file a.onnx --backend djl --allow labels,disagreement --agree"
                        + "\nmodels canary tiny --from other --weight 0.05"
                        + "\nmodels canary tiny --weight 0.25"
                        + "\nmodels shadow tiny --version 0123456789"
                        + "\nmodels promote tiny"
                        + "\nmodels abort tiny"
                        + "\nmodels rollback tiny --allow input"))
                .isZero();
        List<String> asked = shelf.engine().control.asked;
        assertThat(asked).hasSize(9);
        assertThat(asked.get(0)).startsWith("LOAD tiny SwapTarget[file=Optional.empty");
        assertThat(asked.get(1)).isEqualTo("UNLOAD tiny  [] false");
        assertThat(asked.get(2))
                .startsWith("SWAP tiny ")
                .contains("file=Optional[a.onnx]", "backend=Optional[djl]", "LABELS", "DISAGREEMENT")
                .endsWith("true");
        assertThat(asked.get(3)).startsWith("CANARY tiny 0.05 ").contains("model=Optional[other]");
        assertThat(asked.get(4)).startsWith("CANARY tiny 0.25 ");
        assertThat(asked.get(5)).startsWith("SHADOW tiny ").contains("version=Optional[0123456789]");
        assertThat(asked.get(6)).startsWith("PROMOTE tiny");
        assertThat(asked.get(7)).startsWith("ABORT tiny");
        assertThat(asked.get(8)).startsWith("ROLLBACK tiny").contains("INPUT");
    }

    @Test
    void aGateReachesTheEngineWithItsPlanAndDeadline() {
        assertThat(shell("models swap tiny --file a.onnx --gate plan.json"
                        + "\nmodels canary tiny --file a.onnx --weight 0.1 --gate /plan.json --gate-deadline 90s"))
                .isZero();
        List<String> asked = shelf.engine().control.asked;
        assertThat(asked.get(0)).endsWith("plan.json PT1H");
        assertThat(asked.get(1)).endsWith(" /plan.json PT1M30S");
    }

    @Test
    void aGateDeadlineIsATimeAndNeedsAGate() {
        assertThat(shell("models swap tiny --gate plan.json --gate-deadline 30"))
                .isEqualTo(2);
        assertThat(shell("models swap tiny --gate-deadline 30m")).isEqualTo(2);
        assertThat(shelf.engines).allMatch(engine -> engine.control.asked.isEmpty());
    }

    @Test
    void aSingleCommandSaysWhyItCannotChangeAnything() {
        assertThat(shelf.run("models", "swap", "tiny", "--file", "a.onnx")).isEqualTo(2);
        assertThat(shelf.err).contains("running engine", "pokeai shell");
        assertThat(shelf.engines).isEmpty();
    }

    @Test
    void anErrorIsItsExitStatusAndItsMessage() {
        assertThat(shell("models swap odd --file a.onnx")).isEqualTo(3);
        assertThat(shelf.engine().control.asked).hasSize(1);
        assertThat(shell("models canary tiny --weight many")).isEqualTo(2);
        assertThat(shell("models canary tiny")).isEqualTo(2);
        assertThat(shell("models rollback tiny --file x")).isEqualTo(2);
        assertThat(shell("models swap tiny --allow everything")).isEqualTo(2);
    }

    @Test
    void aDryRunOfARollBackAsksForNothing() {
        assertThat(shell("models rollback tiny --dry-run")).isZero();
        assertThat(shell("models rollback tiny --dry-run --format json")).isZero();
        assertThat(shell("models rollback done --dry-run")).isZero();
        assertThat(shell("models rollback odd --dry-run")).isEqualTo(3);
        assertThat(shelf.engine().control.asked).isEmpty();

        assertThat(shell("models rollback tiny --to fedcba9876")).isZero();
        assertThat(shelf.engine().control.asked)
                .singleElement()
                .asString()
                .contains("ROLLBACK tiny", "version=Optional[fedcba9876]");
    }

    @Test
    void aRollBackSaysFirstWhatItIsGoingToDo() {
        FakeControl control = new FakeControl();
        assertThat(printed(out -> SwapText.printPlan(out, control.previewRollback("tiny", SwapTarget.AS_FOUND))))
                .isEqualTo("tiny: rolling back from 0123456789ab onnx 1.2.0 to fedcba987654  djl  tiny.pth"
                        + "  generation 2\n");
        SwapReport already = control.previewRollback("done", SwapTarget.AS_FOUND);
        assertThat(printed(out -> SwapText.printPlan(out, already))).isEmpty();
        assertThat(printed(out -> SwapText.print(out, already)))
                .contains("done: nothing was done\n", "  note  Model 'done' answers by 0123456789ab already");
    }

    private static String printed(Consumer<PrintStream> printer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        printer.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theListShowsWhatIsTriedOut() {
        shelf.setUp = engine -> engine.control.trying = true;
        assertThat(shelf.run("models")).isZero();
        assertThat(shelf.out).contains("shadow fedcba987654 djl: 200 pictures compared, 3 disagree (1.50 %)");
        assertThat(shelf.run("models", "--format", "json")).isZero();
        assertThat(shelf.out).contains("\"kind\" : \"SHADOW\"", "\"backend_version\" : \"1.2.0\"");
    }

    @Test
    void statusSaysHowATrialDoesAndWhatTheJournalSays() {
        shelf.setUp = engine -> engine.control.trying = true;
        assertThat(shelf.run("models", "status", "tiny")).isZero();
        assertThat(shelf.out)
                .contains(
                        "tiny: FOUND, chosen by hand\n",
                        "  answers   0123456789ab  onnx 1.2.0  tiny.onnx  generation 1\n",
                        "  shadow    fedcba987654  djl  tiny.pth  generation 2\n",
                        "200 pictures compared, 3 disagree (1.50 %), 5 skipped, 0 failed; largest difference 0.40\n",
                        "cat.png: red 90.0 %, shadow blue 50.0 %\n",
                        "  batches   up to 8 calls, waiting at most 5 ms\n",
                        "  leaving   tiny@1: 2 leases\n",
                        "  waiting   1 change\n",
                        "eve  tiny   swap  done     0123456789ab onnx 1.2.0  fedcba987654 djl  150 ms");
        assertThat(shelf.run("models", "status", "--format", "json", "--journal", "1"))
                .isZero();
        assertThat(shelf.out)
                .contains("\"kind\" : \"SHADOW\"", "\"rate\" : 0.015", "\"max_batch\" : 8", "\"operation\" : \"SWAP\"");
        assertThat(shelf.run("models", "status", "--journal", "-1")).isEqualTo(2);
    }

    @Test
    void theActionsAreExplainedAndCompleted() {
        assertThat(shelf.run("models", "--help")).isZero();
        assertThat(shelf.out).contains("models swap       Put other weights");
        for (CommandEntry action : shelf.cli().commands().actions("models")) {
            String word = action.name().substring("models ".length());
            assertThat(shelf.run("models", word, "--help")).isZero();
            assertThat(shelf.out).startsWith("Usage: pokeai models " + word).contains("--artifacts");
            String byFlag = shelf.out;
            assertThat(shelf.run("help", "models", word)).isZero();
            assertThat(shelf.out).isEqualTo(byFlag);
        }
        assertThat(shelf.run("completion", "bash")).isZero();
        assertThat(shelf.out).contains("rollback", "--weight");
    }

    private int shell(String typed) {
        shelf.commands.clear();
        ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        shelf.commands.add(new CommandEntry("test-shell", "", cli -> new ShellCommand(cli, in)));
        return shelf.run("test-shell");
    }
}
