package io.pokeai.spark.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.robustness.EngineAnswers;
import io.pokeai.aug.robustness.KeptAnswers;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.RobustnessRun;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.report.RobustnessFiles;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.network.testkit.TinyModels;
import io.pokeai.engine.runtime.PokeAi;
import io.pokeai.spark.DrawnPictures;
import io.pokeai.spark.SparkCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A robustness run in executors, which are killed, is that of one process. */
class ScatteredPlanIT {
    private static final int PICTURES = 230;

    @TempDir
    Path folder;

    private HostSettings host;
    private Engine engine;
    private EngineAnswers asked;
    private RobustnessPlan plan;

    @BeforeEach
    void draw() throws Exception {
        Path artifacts = DrawnPictures.artifacts(folder.resolve("artifacts"));
        host = new HostSettings(artifacts.toString(), null, 1);
        engine = PokeAi.open(host.engine());
        asked = new EngineAnswers(engine);
        Path data = DrawnPictures.write(engine, folder.resolve("data"), PICTURES);
        Augmentations known = Augmentations.onClassPath(getClass().getClassLoader());
        plan = new RobustnessPlan(
                List.of(TestedModel.open(engine, DrawnPictures.MODEL, DrawnPictures.MODEL)),
                List.of(
                        PlannedCorruption.of(known.find("gaussian_noise"), List.of(1, 3)),
                        PlannedCorruption.of(known.find("contrast"), List.of(2))),
                11,
                LabelledPictures.read(
                        PictureTable.ofClassFolders(data), new PictureFolder(data, Optional.of(data)), () -> false));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private Map<String, String> report(Path to) throws Exception {
        try (RobustnessRun run = RobustnessRun.begin(to, asked, RobustnessListener.SILENT)) {
            RobustnessResult result = run.ask(plan);
            assertThat(result.leftOut()).hasSize(1);
            new RobustnessFiles(to, to).write(result, List.of(), RobustnessFigures.of(result));
        }
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(to)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList()) {
                files.put(to.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    @Test
    void threeExecutorsOfWhichOneDiesWriteWhatOneProcessWrites() throws Exception {
        Map<String, String> single = report(folder.resolve("single"));
        Path scattered = folder.resolve("scattered");
        AtomicInteger taken = new AtomicInteger();
        try (JavaSparkContext spark = new JavaSparkContext(
                SparkCluster.of(3, Map.of("spark.speculation", "true", "spark.task.maxFailures", "20")))) {
            long answers = new ScatteredPlan(spark, host, 20)
                    .ask(scattered, plan, KeptAnswers.CLASSES, asked, (what, count) -> {
                        if (taken.incrementAndGet() == 2) {
                            SparkCluster.executors().get(0).destroyForcibly();
                        }
                    });
            assertThat(answers).isEqualTo(PICTURES * 4);
        }
        assertThat(taken.get()).isGreaterThan(10);
        assertThat(report(scattered)).isEqualTo(single).hasSizeGreaterThan(8);
    }

    @Test
    void anotherModelInAnExecutorIsNamed() throws Exception {
        Path other = folder.resolve("other");
        TinyModels.write("tiny_v11", Files.createDirectories(other).resolve(DrawnPictures.MODEL + ".pt"));
        try (JavaSparkContext spark = new JavaSparkContext(SparkCluster.of(1, Map.of("spark.task.maxFailures", "1")))) {
            HostSettings without = new HostSettings(other.toString(), null, 1);
            assertThatThrownBy(() -> new ScatteredPlan(spark, without, 100)
                            .ask(folder.resolve("to"), plan, KeptAnswers.CLASSES, asked, (what, count) -> {}))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("In an executor: In the driver model 'tiny_v8' is ")
                    .hasMessageContaining(" on cpu, and in this executor ");
        }
    }

    @Test
    @Tag("slow")
    void executorsThatAreKilledTenTimesLoseAndDoubleNothing() throws Exception {
        Map<String, String> single = report(folder.resolve("single"));
        Random random = new Random(5);
        for (int round = 0; round < 10; round++) {
            Path scattered = folder.resolve("scattered" + round);
            int killed = 1 + random.nextInt(12);
            AtomicInteger taken = new AtomicInteger();
            try (JavaSparkContext spark = new JavaSparkContext(
                    SparkCluster.of(3, Map.of("spark.speculation", "true", "spark.task.maxFailures", "20")))) {
                new ScatteredPlan(spark, host, 20).ask(scattered, plan, KeptAnswers.CLASSES, asked, (what, count) -> {
                    if (taken.incrementAndGet() == killed) {
                        List<ProcessHandle> there = SparkCluster.executors();
                        there.get(random.nextInt(there.size())).destroyForcibly();
                    }
                });
            }
            assertThat(report(scattered)).as("round " + round).isEqualTo(single);
        }
    }
}
