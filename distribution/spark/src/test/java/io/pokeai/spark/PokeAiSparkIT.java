package io.pokeai.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.evaluation.run.EvaluationListener;
import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.reports.evaluate.ModelEvaluation;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.runtime.PokeAi;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** The commands that {@code spark-submit} runs. */
class PokeAiSparkIT {
    private static final int PICTURES = 90;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private EngineSettings settings;
    private Path data;
    private Path table;

    @BeforeEach
    void draw() throws Exception {
        for (Tuple2<String, String> setting : SparkCluster.of(2, Map.of()).getAll()) {
            System.setProperty(setting._1(), setting._2());
        }
        Path artifacts = DrawnPictures.artifacts(folder.resolve("artifacts"));
        settings = EngineSettings.of(artifacts).withWatch(false).withThreads(1);
        try (Engine engine = PokeAi.open(settings)) {
            data = DrawnPictures.write(engine, folder.resolve("data"), PICTURES);
        }
        StringBuilder rows = new StringBuilder("path,label\n");
        for (PictureRow row : PictureTable.ofClassFolders(data).rows()) {
            rows.append(row.path()).append(',').append(row.label()).append('\n');
        }
        table = Files.writeString(folder.resolve("test.csv"), rows);
    }

    @AfterEach
    void forget() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("spark."))
                .forEach(System::clearProperty);
    }

    private int run(String... arguments) {
        return PokeAiSpark.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }

    @Test
    void anEvaluationIsThatOfOneProcess() throws Exception {
        Path single = Files.createDirectories(folder.resolve("single"));
        try (Engine engine = PokeAi.open(settings)) {
            new ModelEvaluation(engine, settings, PokeAi::open, EvaluationListener.SILENT, single)
                    .evaluate(
                            DrawnPictures.MODEL,
                            table,
                            new PictureFolder(folder, Optional.of(data)),
                            new ModelEvaluation.Extras(false, false));
        }
        Path scattered = Files.createDirectories(folder.resolve("scattered"));
        int status = run(
                "evaluate",
                "--artifacts",
                settings.artifacts().toString(),
                "--model",
                DrawnPictures.MODEL,
                "--data",
                data.toString(),
                "--split",
                table.toString(),
                "--out",
                scattered.toString(),
                "--no-leaks",
                "--threads",
                "1",
                "--pictures-per-task",
                "16");
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("left out: ");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("accuracy\t", "look at: ");
        String report = "reports/test_classification_report_" + DrawnPictures.MODEL + ".txt";
        String predictions = "reports/test_predictions_" + DrawnPictures.MODEL + ".csv";
        for (String file : List.of(report, predictions)) {
            assertThat(scattered.resolve(file)).hasSameBinaryContentAs(single.resolve(file));
        }
    }

    @Test
    void aFolderIsClassifiedIntoJsonLines() throws Exception {
        Path to = folder.resolve("answers");
        String[] call = {
            "classify",
            "--artifacts",
            settings.artifacts().toString(),
            "--model",
            DrawnPictures.MODEL,
            "--data",
            data.toString(),
            "--out",
            to.toString(),
            "--threads",
            "1",
            "--pictures-per-task",
            "40"
        };
        assertThat(run(call)).as(err.toString(StandardCharsets.UTF_8)).isZero();
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> parts = Files.list(to)) {
            for (Path part : parts.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                lines.append(Files.readString(part));
            }
        }
        assertThat(lines.toString().lines())
                .hasSize(PICTURES)
                .filteredOn(line -> line.contains("\"error\""))
                .hasSize(1);
        assertThat(run(call)).as("never overwritten").isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("exists already.");
    }

    @Test
    void aPlanSaysWhereFilesGoAndThatProbabilitiesAreKept() throws Exception {
        Path plan = Files.writeString(
                folder.resolve("plan.json"),
                "{\"models\": [\"" + DrawnPictures.MODEL + "\"], \"corruptions\": [\"contrast:2\"], \"seeds\": [4, 4],"
                        + " \"data\": \"data\", \"split\": \"test.csv\", \"output\": \"planned\", \"predictions\": true}");
        int status = run(
                "robustness",
                "--artifacts",
                settings.artifacts().toString(),
                "--plan",
                plan.toString(),
                "--threads",
                "1",
                "--no-report");
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(1);
        assertThat(folder.resolve("planned/predictions.jsonl")).exists();
        assertThat(folder.resolve("planned/seed-4")).doesNotExist();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(DrawnPictures.MODEL + "\tcontrast\t2\t");
    }

    @Test
    void aWrongCallIsSaid() {
        assertThat(run("robustness", "--artifacts", settings.artifacts().toString(), "--with", "mist"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no augmentation 'mist'.");
        assertThat(run("evaluate")).isEqualTo(2);
        assertThat(run("--help")).isZero();
    }
}
