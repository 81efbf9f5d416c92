package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Certification;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.installed.BackEnd;
import io.pokeai.engine.command.installed.Plugin;
import io.pokeai.engine.spi.HealthCheck.Finding;
import io.pokeai.engine.spi.HealthCheck.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CliTest {
    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void setUp() {
        shelf = new Shelf(folder);
    }

    @Command(description = "Says hello.")
    static final class Hello implements CliCommand {
        @Option(names = "--to", paramLabel = "NAME")
        private String name = "you";

        @Override
        public ExitStatus run(CliSession session) throws IOException {
            if (name.equals("nobody")) {
                throw new IOException("no such guest");
            }
            session.out().print("hello " + name + " with " + session.settings().threads() + "\n");
            return ExitStatus.OK;
        }
    }

    @Test
    void helpListsAllCommandsAndVersionIsTheBuilds() {
        assertThat(shelf.run("--help")).isZero();
        assertThat(shelf.out)
                .contains("Usage: pokeai COMMAND")
                .contains("\n  classify     Say what is on pictures\n")
                .contains("\n  completion   ");
        assertThat(shelf.run("--version")).isZero();
        assertThat(shelf.out).matches("pokeai \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(shelf.run()).isEqualTo(2);
        assertThat(shelf.engines).isEmpty();
    }

    @Test
    void everyCommandExplainsItself() {
        for (String name : Commands.ownNames()) {
            assertThat(shelf.run(name, "--help")).isZero();
            assertThat(shelf.out).startsWith("Usage: pokeai " + name).contains("--artifacts");
            String byFlag = shelf.out;
            assertThat(shelf.run("help", name)).isZero();
            assertThat(shelf.out).isEqualTo(byFlag);
        }
    }

    @Test
    void anUnknownCommandListsTheKnownOnes() {
        assertThat(shelf.run("clasify", "x.jpg")).isEqualTo(2);
        assertThat(shelf.err).isEqualTo("""
                        pokeai: There is no command 'clasify'.
                                Known commands: classify, preview, models, inspect, certify, backends, doctor, config, shell, completion.
                        """);
        assertThat(shelf.run("--threads", "2", "classify")).isEqualTo(2);
        assertThat(shelf.err).contains("Options come after the command");
    }

    @Test
    void bundlesBringCommandsButNotOurNames() {
        shelf.commands.add(new CommandEntry("hello", "Say hello", cli -> new Hello()));
        shelf.commands.add(new CommandEntry("models", "Not ours", cli -> new Hello()));
        assertThat(shelf.run("hello", "--to", "eve", "--threads", "5")).isZero();
        assertThat(shelf.out).isEqualTo("hello eve with 5\n");
        shelf.run("--help");
        assertThat(shelf.out).contains("hello        Say hello").doesNotContain("Not ours");
        assertThat(shelf.run("hello", "--to", "nobody")).isEqualTo(3);
        assertThat(shelf.err).contains("no such guest").doesNotContain("\tat ");
    }

    @Test
    void anyBundleBringsCommandsOfTwoWords() {
        shelf.commands.add(new CommandEntry("jobs list", "List jobs", cli -> new Hello()));
        shelf.commands.add(new CommandEntry("models greet", "Greet models", cli -> new Hello()));
        assertThat(shelf.run("jobs", "list", "--to", "eve", "--threads", "5")).isZero();
        assertThat(shelf.out).isEqualTo("hello eve with 5\n");
        assertThat(shelf.run("models", "greet", "--threads", "5")).isZero();
        assertThat(shelf.out).isEqualTo("hello you with 5\n");

        assertThat(shelf.run("jobs")).isEqualTo(2);
        assertThat(shelf.err).isEqualTo("""
                pokeai: The command 'jobs' needs a second word.
                        Known: jobs list.
                """);
        shelf.run("--help");
        assertThat(shelf.out).contains("\n  jobs list    List jobs\n").doesNotContain("models greet");
        shelf.run("models", "--help");
        assertThat(shelf.out).contains("models status", "models greet");
        shelf.run("completion", "bash");
        assertThat(shelf.out).contains("jobs_list", "models_greet");
        shelf.run("help", "jobs", "list");
        assertThat(shelf.out).startsWith("Usage: pokeai jobs list ");
        assertThat(shelf.cli().commands().names()).contains("jobs").doesNotContain("jobs list");
    }

    @Test
    void completionKnowsCommandsOptionsAndFormats() {
        shelf.commands.add(new CommandEntry("hello", "Say hello", cli -> new Hello()));
        assertThat(shelf.run("completion", "bash")).isZero();
        assertThat(shelf.out)
                .contains("complete -F _complete_pokeai", "classify", "hello", "--to", "--scores", "\"table\" \"json\"")
                .contains("-o default");
        assertThat(shelf.run("completion", "fish")).isEqualTo(2);
        assertThat(shelf.err).contains("bash, zsh");
    }

    @Test
    void modelsListsWithoutOpening() {
        shelf.setUp = engine -> engine.models.add(FakeModels.failed("bad"));
        assertThat(shelf.run("models")).isZero();
        assertThat(shelf.out).isEqualTo("""
                        NAME  VERSION       BACK END  FOLDS  CLASSES  INPUT  OUTPUT  STATE   CERTIFIED  DEVICE  FILES
                        tiny  0123456789ab  fake      -      3        tv8_4  logits  FOUND   no         -       /models/tiny.onnx
                        bad   -             -         -      -        -      -       FAILED  no         -       /models/bad.onnx

                        bad: MODEL_INVALID: bad is damaged.
                          Copy it again.
                        """);
    }

    @Test
    void modelsSayWhatIsAssumedAndWhatSettlesIt() {
        shelf.setUp = engine -> engine.models.set(0, FakeModels.assumed("net", ScoreKind.INDEPENDENT_PROBABILITIES));
        assertThat(shelf.run("models")).isZero();
        assertThat(shelf.out)
                .contains("  independent probabilities?  FOUND")
                .endsWith("\nnet: output independent_probabilities is assumed (a clip). To settle it: \"output\":"
                        + " \"independent_probabilities\" in the .model.json beside the model.\n");
        shelf.run("models", "--format", "json");
        assertThat(shelf.out.replaceAll("\\s+", " "))
                .contains("\"output\" : { \"certainty\" : \"assumed\", \"source\" : \"a clip\", \"settled_by\" : ");
    }

    @Test
    void modelsSayWhichFoldsThereAreAndWhetherTheyAreCertified() {
        shelf.setUp = engine -> engine.models.set(0, FakeModels.ensemble("net", 1, 2, 4));
        assertThat(shelf.run("models")).isZero();
        assertThat(shelf.out).isEqualTo("""
                        NAME  VERSION       BACK END  FOLDS   CLASSES  INPUT  OUTPUT  STATE  CERTIFIED  DEVICE  FILES
                        net   0123456789ab  fake      1-2, 4  3        tv8_4  logits  FOUND  unchecked  -       /models/1.pth … /models/4.pth

                        net: Fold 3 is missing.
                        """);
        shelf.run("models", "--format", "json");
        assertThat(shelf.out)
                .contains("\"folds\" : [ 1, 2, 4 ]", "\"certification\" : \"PENDING\"")
                .contains("\"notes\" : [ \"Fold 3 is missing.\" ]", "\"ensemble\" : \"MEAN_LOGITS\"");
    }

    @Test
    void aFileThatNobodyOpensIsOnlyAWarningWhileOthersWork() throws IOException {
        Files.createDirectory(folder.resolve("artifacts"));
        ModelStatus unknown = new ModelStatus(
                "other",
                ModelState.FAILED,
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Certification.NONE,
                List.of(),
                Optional.of(new EngineException(ErrorCode.NO_BACKEND, "Nobody opens it.", "Install one.")));
        shelf.setUp = engine -> engine.models.add(unknown);
        assertThat(shelf.run("doctor")).isZero();
        assertThat(shelf.out).contains("warning  model other: NO_BACKEND: Nobody opens it.");
        shelf.setUp = engine -> engine.models.set(0, unknown);
        assertThat(shelf.run("doctor")).isEqualTo(3);
    }

    @Test
    void modelsOpensOnRequest() {
        assertThat(shelf.run("models", "--open")).isZero();
        assertThat(shelf.out).contains("READY  no         cpu");
        shelf.setUp = engine -> engine.models.add(FakeModels.failed("bad"));
        assertThat(shelf.run("models", "--open", "--format", "json")).isEqualTo(3);
        assertThat(shelf.out)
                .contains("\"state\" : \"READY\"", "\"device\" : \"cpu\"", "\"code\" : \"MODEL_INVALID\"")
                .contains("\"labels\" : [ \"red\", \"green\", \"blue\" ]");
    }

    @Test
    void modelsOfAnEmptyFolderIsNoError() {
        shelf.setUp = engine -> engine.models.clear();
        assertThat(shelf.run("models", "--format", "json")).isZero();
        assertThat(shelf.out.replaceAll("\\s", "")).isEqualTo("[]");
        shelf.run("models");
        assertThat(shelf.err).contains("there is no model in " + folder.resolve("artifacts"));
    }

    @Test
    void doctorTellsEveryFindingAndItsRemedy() throws IOException {
        Files.createDirectory(folder.resolve("artifacts"));
        Files.writeString(folder.resolve("artifacts/classes.txt"), "red\ngreen\nblue\n\n");
        shelf.healthChecks.add(() -> List.of(
                new Finding(Severity.OK, "OpenCV", "4.13", ""),
                new Finding(Severity.WARNING, "GPU", "none", "Install a driver.")));
        assertThat(shelf.run("doctor", "--open")).isZero();
        assertThat(shelf.out)
                .contains("\nok       OpenCV: 4.13\n")
                .contains("\nwarning  GPU: none\n         → Install a driver.\n")
                .contains("\nok       classes.txt: 3 classes\n")
                .contains("\nok       model tiny: fake, 3 classes, tv8_4, on cpu, opened in ")
                .endsWith("\nAll works; the warnings say what could work better.\n");
    }

    @Test
    void aJarThatWasNotTakenIsAnErrorOfDoctorAndIsListed() throws IOException {
        Files.createDirectory(folder.resolve("artifacts"));
        shelf.backEnds.add(new BackEnd("fake", "a.fake", "1.2.0", "active", "fake.jar"));
        shelf.plugins.add(new Plugin("/p/fake.jar", "a.fake", "1.2.0", "active", "", ""));
        assertThat(shelf.run("doctor")).isZero();
        assertThat(shelf.out).contains("\nok       back end fake: a.fake 1.2.0, active, from fake.jar\n");
        shelf.plugins.add(new Plugin("/p/bad.jar", "", "", "not taken", "it is empty", "Copy it again."));
        assertThat(shelf.run("doctor")).isEqualTo(3);
        assertThat(shelf.out)
                .contains("\nerror    plugin bad.jar: not taken: it is empty\n         → Copy it again.\n")
                .doesNotContain("All is well");
        assertThat(shelf.run("models")).isZero();
        assertThat(shelf.out)
                .contains("BACK END  BUNDLE  VERSION  STATE   FILE\nfake      a.fake  1.2.0    active  fake.jar\n")
                .contains("\n/p/bad.jar: not taken: it is empty\n  Copy it again.\n");
        assertThat(shelf.run("backends")).isZero();
        assertThat(shelf.out).contains("\nbad.jar   -       -        not taken\n");
        assertThat(shelf.run("backends", "--format", "json")).isZero();
        assertThat(shelf.out)
                .contains("\"id\" : \"fake\"", "\"problem\" : \"it is empty\"", "\"remedy\" : \"Copy it again.\"");
    }

    @Test
    void anActivePluginThatDoesNothingIsAWarning() throws IOException {
        Files.createDirectory(folder.resolve("artifacts"));
        shelf.plugins.add(
                new Plugin("/p/idle.jar", "a.idle", "1.0.0", "active", "it offers nothing", "Offer something."));
        assertThat(shelf.run("doctor")).isZero();
        assertThat(shelf.out).contains("warning  plugin idle.jar: active: it offers nothing");
    }

    @Test
    void doctorEndsWith3WhenSomethingDoesNotWork() throws IOException {
        Files.createDirectory(folder.resolve("artifacts"));
        Files.writeString(folder.resolve("artifacts/classes.txt"), "red\nred\n");
        shelf.setUp = engine -> engine.models.add(FakeModels.failed("bad"));
        shelf.healthChecks.add(() -> {
            throw new IllegalStateException("fell over");
        });
        assertThat(shelf.run("doctor")).isEqualTo(3);
        assertThat(shelf.out)
                .contains("error    classes.txt: Classes 0 and 1 are both named 'red'.")
                .contains("error    model bad: MODEL_INVALID: bad is damaged.\n         → Copy it again.")
                .contains("fell over");
        shelf.hasEngine = false;
        assertThat(shelf.run("doctor")).isEqualTo(3);
        assertThat(shelf.out).contains("error    engine: UNAVAILABLE: No engine is running");
    }

    @Test
    void doctorWithoutArtifactsWarns() {
        assertThat(shelf.run("doctor")).isZero();
        assertThat(shelf.out)
                .contains("warning  artifacts: " + folder.resolve("artifacts") + " does not exist\n         → ");
    }

    @Test
    void aShellThatIsMissingSaysSo() {
        assertThat(shelf.run("shell")).isEqualTo(3);
        assertThat(shelf.err).contains("This runtime has no shell");
        assertThat(shelf.shell).isEqualTo(Optional.empty());
    }
}
