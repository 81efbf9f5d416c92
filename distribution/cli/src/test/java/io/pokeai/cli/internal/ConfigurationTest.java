package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.FoldDemand;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.Serving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void setUp() {
        shelf = new Shelf(folder);
    }

    @Test
    void flagWinsOverEnvironmentOverFileOverDefault() throws IOException {
        Files.writeString(folder.resolve("pokeai.yaml"), "artifacts: from-file\nthreads: 2\ndevice: cpu\n");
        shelf.environment.put("POKEAI_ARTIFACTS", "from-environment");
        shelf.environment.put("POKEAI_THREADS", "3");
        assertThat(shelf.run("config", "--artifacts", "from-flag")).isZero();
        assertThat(row("artifacts")).contains(folder.resolve("from-flag").toString(), "flag --artifacts");
        assertThat(row("cache")).contains(folder.resolve("from-flag/.cache").toString(), "default");
        assertThat(row("threads")).contains(" 3 ", "environment POKEAI_THREADS");
        assertThat(row("device")).contains(" cpu ", "file " + folder.resolve("pokeai.yaml"));
        assertThat(row("verbose")).contains(" false ", "default");
        assertThat(shelf.out).endsWith("\nSettings file: " + folder.resolve("pokeai.yaml") + "\n");
    }

    @ParameterizedTest
    @CsvSource({"--device,,", "--provider,,", ",POKEAI_DEVICE,", ",POKEAI_PROVIDER,", ",,device", ",,provider"})
    void theDeviceMayStillBeCalledTheProvider(@Nullable String flag, @Nullable String variable, @Nullable String key)
            throws IOException {
        if (variable != null) {
            shelf.environment.put(variable, "cpu");
        }
        if (key != null) {
            Files.writeString(folder.resolve("pokeai.yaml"), key + ": cpu\n");
        }
        Object[] args = flag == null ? new Object[] {"config"} : new Object[] {"config", flag, "cpu"};
        assertThat(shelf.run(args)).isZero();
        assertThat(row("device")).contains(" cpu ", variable == null ? "f" : "environment " + variable);
    }

    @Test
    void howSingleCallsAreServedIsSetAsEverythingElseIs() throws IOException {
        Files.writeString(
                folder.resolve("pokeai.yaml"),
                "waiting: 64\nwaiting_per_model: 16\ndeadline_ms: 500\nmax_batch: 4\nmodel_batching: pets = 8 / 5,sprites=1\n");
        shelf.environment.put("POKEAI_MAX_BATCH", "2");
        shelf.environment.put("POKEAI_MAX_DELAY_MS", "3");
        assertThat(shelf.run("config")).isZero();
        assertThat(row("waiting")).contains(" 64 ", "file " + folder.resolve("pokeai.yaml"), "POKEAI_WAITING");
        assertThat(row("max_batch")).contains(" 2 ", "environment POKEAI_MAX_BATCH");
        assertThat(row("model_batching")).contains(" pets=8/5, sprites=1/0 ");
        shelf.run("models");
        assertThat(shelf.engine().settings.serving())
                .isEqualTo(new Serving(
                        64,
                        16,
                        Duration.ofMillis(500),
                        new Batching(2, Duration.ofMillis(3)),
                        Map.of("pets", new Batching(8, Duration.ofMillis(5)), "sprites", Batching.OFF)));
    }

    @Test
    void nothingSaidAboutServingIsTheEnginesOwnDefault() {
        shelf.run("models");
        assertThat(shelf.engine().settings.serving()).isEqualTo(Serving.DEFAULT);
        shelf.run("config");
        assertThat(row("deadline_ms")).contains(" 120000 ", "default");
        assertThat(row("model_batching")).contains(" - ", "default");
    }

    @Test
    void withoutAnythingTheDefaultsHold() {
        assertThat(shelf.run("config", "--format", "json")).isZero();
        assertThat(shelf.out)
                .contains("\"value\" : \"" + folder.resolve("artifacts") + "\"")
                .contains("\"value\" : \"" + Runtime.getRuntime().availableProcessors() + "\"")
                .contains("\"value\" : \"auto\"")
                .doesNotContain("flag", "environment", "file");
    }

    @Test
    void relativePathsOfTheFileBelongToItsFolder() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("etc"));
        Files.writeString(elsewhere.resolve("my.yaml"), "artifacts: ../models\n");
        shelf.environment.put("POKEAI_CONFIG", "etc/my.yaml");
        shelf.run("config");
        assertThat(row("artifacts")).contains(folder.resolve("models").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "treads: 4|knows no setting 'treads'. Known settings: artifacts, cache, threads, device, verbose, waiting, waiting_per_model, deadline_ms, max_batch, max_delay_ms, model_batching, retire_when_gone, max_pixels, model, folds, yolo_name.",
                "[1, 2]|is not a mapping from setting to value",
                "threads: [1]|gives 'threads' something that is not a plain value",
                "threads: 0|The setting 'threads' is '0' (file ",
                "threads: 4.5|The setting 'threads' is '4.5' (file ",
                "folds: 0|The setting 'folds' is '0' (file ",
                "folds: five|The setting 'folds' is 'five' (file ",
                "waiting: -1|The setting 'waiting' is '-1' (file ",
                "waiting_per_model: 65537|Use a whole number of calls from 0 to 65536.",
                "deadline_ms: 0|Use a whole number of milliseconds from 1 to 86400000 (a day).",
                "max_batch: 0|The setting 'max_batch' is '0' (file ",
                "max_batch: many|Use a whole number of calls from 1 (off) to 1024.",
                "max_delay_ms: 1001|Use a whole number of milliseconds from 0 to 1000.",
                "model_batching: sprites|Use NAME=MAX_BATCH/MAX_DELAY_MS, such as sprites=8/5",
                "device: tpu|Use auto, cpu or cuda.",
                "'a: b: c'|is not valid YAML",
            })
    void aWrongFileSaysWhatIsAllowed(String yaml, String message) throws IOException {
        Files.writeString(folder.resolve("pokeai.yaml"), yaml);
        assertThat(shelf.run("config")).isEqualTo(2);
        assertThat(shelf.err.replace("\n        ", " ")).contains(message);
        assertThat(shelf.out).isEmpty();
    }

    @Test
    void aFileThatWasAskedForMustExist() {
        assertThat(shelf.run("config", "--config", "missing.yaml")).isEqualTo(2);
        assertThat(shelf.err).contains("missing.yaml cannot be read");
    }

    @Test
    void anEmptyFileIsFine() throws IOException {
        Files.writeString(folder.resolve("pokeai.yaml"), "# nothing yet\n");
        assertThat(shelf.run("config")).isZero();
    }

    @Test
    void theProjectsOwnFileComesAfterOursAndBeforeTheDefault() throws IOException {
        project(folder, "device: cuda\nmodel:\n  backend: torchvision\n  name: resnet50\n  folds: 5\n  dir: models\n");
        shelf.run("config");
        String origin = "file " + folder.resolve("configs/default.yml");
        assertThat(row("artifacts")).contains(folder.resolve("models").toString(), origin);
        assertThat(row("cache")).contains(folder.resolve("models/.cache").toString(), "default");
        assertThat(row("model")).contains(" resnet50 ", origin);
        assertThat(row("folds")).contains(" 5 ", origin);
        assertThat(row("yolo_name")).contains(" pokemon_yolo_cls ", "default");
        assertThat(shelf.out).endsWith("\nSettings file: " + folder.resolve("configs/default.yml") + "\n");

        Files.writeString(folder.resolve("pokeai.yaml"), "folds: 4\nmodel: vgg16\n");
        shelf.environment.put("MODEL_NAME", "resnet18");
        shelf.environment.put("POKEAI_ARTIFACTS", "elsewhere");
        shelf.run("config");
        assertThat(row("artifacts")).contains(folder.resolve("elsewhere").toString(), "environment POKEAI_ARTIFACTS");
        assertThat(row("model")).contains(" resnet18 ", "environment MODEL_NAME");
        assertThat(row("folds")).contains(" 4 ", "pokeai.yaml");
    }

    @Test
    void theProjectsFileIsLookedForInAndBesideTheArtifactsToo() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.createDirectories(folder.resolve("project/artifacts"));
        project(project, "model: {name: beside}");
        shelf.run("config", "--artifacts", "project/artifacts");
        assertThat(row("model")).contains(" beside ");
        assertThat(row("artifacts")).contains("flag --artifacts");
        project(folder.resolve("project/artifacts"), "model: {name: inside}");
        shelf.run("config", "--artifacts", "project/artifacts");
        assertThat(row("model")).contains(" inside ");
        shelf.run("config");
        assertThat(row("model")).contains(" - ", "default");
    }

    @Test
    void aFileOfAnotherProjectIsNoneOfOurBusiness() throws IOException {
        project(folder, "model_backend: yolo\npaths:\n  models_dir: models\n");
        assertThat(shelf.run("config")).isZero();
        assertThat(row("artifacts")).contains("default");
        project(folder, "model: {name: [a, b]}");
        assertThat(shelf.run("config")).isEqualTo(2);
        assertThat(shelf.err).contains("configs/default.yml gives 'model.name' something that is not a plain value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{backend: yolo, name: yolov8n-cls, folds: 2}|||||pokemon_yolo_cls|yolov8n-cls|2|yolov8n-cls",
                "{backend: yolo, name: mine, yolo_name: run7}|||||run7|mine||",
                "{backend: torchvision, name: yolov8n-cls}|||||pokemon_yolo_cls|||",
                "{name: resnet18, folds: 5}|||||pokemon_yolo_cls||5|resnet18",
                "{name: resnet18, folds: 5}|N_FOLDS|3|||pokemon_yolo_cls||3|",
                "{name: resnet18, folds: 5}|MODEL_NAME|vgg 11|||pokemon_yolo_cls||5|vgg_11",
                "{}|MODEL_NAME|yolov8n-cls|YOLO_NAME|other|other|yolov8n-cls||",
            })
    void whatTheProjectSaysBecomesALayout(
            String model,
            String variable,
            String value,
            String variable2,
            String value2,
            String run,
            String yoloModel,
            Integer folds,
            String foldsOf)
            throws IOException {
        project(folder, "model: " + model);
        if (variable != null) {
            shelf.environment.put(variable, value);
        }
        if (variable2 != null) {
            shelf.environment.put(variable2, value2);
        }
        shelf.run("models");
        assertThat(shelf.engine().settings.layout())
                .isEqualTo(new FolderLayout(
                        Optional.ofNullable(folds).map(count -> new FoldDemand(count, Optional.ofNullable(foldsOf))),
                        run,
                        Optional.ofNullable(yoloModel)));
    }

    private static void project(Path home, String yaml) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve("configs")).resolve("default.yml"), yaml);
    }

    private String row(String setting) {
        return shelf.out
                .lines()
                .filter(line -> line.startsWith(setting + " "))
                .findFirst()
                .orElseThrow();
    }
}
