package io.pokeai.aug.robustness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.robustness.DrawnData;
import io.pokeai.aug.robustness.FakeAnswers;
import io.pokeai.aug.robustness.FakeAugmentation;
import io.pokeai.aug.robustness.KeptAnswers;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.RobustnessRun;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.engine.dataset.PictureRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionFilesTest {
    @TempDir
    Path folder;

    private final FakeAnswers fakes = new FakeAnswers();
    private final List<String> redone = new ArrayList<>();
    private Path output;
    private RobustnessPlan plan;

    @BeforeEach
    void draw() throws Exception {
        output = folder.resolve("output");
        Path data = Files.createDirectories(folder.resolve("data"));
        DrawnData.write(data, 3);
        List<PictureRow> rows = List.of(
                new PictureRow("0.txt", "cat", List.of()),
                new PictureRow("1.txt", "ostrich", List.of()),
                new PictureRow("2.txt", "dog", List.of()),
                new PictureRow("gone.txt", "dog", List.of()));
        plan = new RobustnessPlan(
                List.of(fakes.model("one", "11", 0, 2)),
                List.of(PlannedCorruption.of(FakeAugmentation.noise(), List.of(1))),
                0,
                DrawnData.read(data, rows));
    }

    private RobustnessResult run(KeptAnswers kept) throws InterruptedException {
        RobustnessListener listener = new RobustnessListener() {
            @Override
            public void redone(String cells, String why) {
                redone.add(cells + ": " + why);
            }
        };
        try (RobustnessRun run = RobustnessRun.begin(output, fakes, listener)) {
            return run.ask(plan, kept);
        }
    }

    @Test
    void eachRowThatCountsIsALineInTheShapesOfMaite() throws Exception {
        RobustnessResult result = run(KeptAnswers.PROBABILITIES);
        Path file = new PredictionFiles(output).write(result, RobustnessCells.read(output));

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"id\":\"0.txt\",\"model\":\"one\",\"augmentation\":\"clean\",\"severity\":0,"
                                + "\"target\":[1,0,0],\"probabilities\":[0.8,0.1,0.1]}",
                        "{\"id\":\"2.txt\",\"model\":\"one\",\"augmentation\":\"clean\",\"severity\":0,"
                                + "\"target\":[0,1,0],\"probabilities\":[0.1,0.1,0.8]}",
                        "{\"id\":\"0.txt\",\"model\":\"one\",\"augmentation\":\"white_noise\",\"severity\":1,"
                                + "\"target\":[1,0,0],\"probabilities\":[0.1,0.8,0.1]}",
                        "{\"id\":\"2.txt\",\"model\":\"one\",\"augmentation\":\"white_noise\",\"severity\":1,"
                                + "\"target\":[0,1,0],\"probabilities\":[0.8,0.1,0.1]}");
        assertThat(Files.readString(output.resolve("predictions-dataset.json")))
                .contains("\"id\" : \"" + plan.pictures().root() + "\"", "\"0\" : \"cat\"", "\"2\" : \"owl\"");
    }

    @Test
    void cellsThatWereFinishedWithoutAreAskedAgainOnceAndTheRunSaysWhy() throws Exception {
        run(KeptAnswers.CLASSES);
        fakes.questions.clear();
        run(KeptAnswers.PROBABILITIES);
        assertThat(redone)
                .containsExactly("2 cells of one: what is kept of an answer (its class, now all probabilities)");
        assertThat(fakes.questions).hasSize(6);
        fakes.questions.clear();
        run(KeptAnswers.PROBABILITIES);
        run(KeptAnswers.CLASSES);
        assertThat(fakes.questions).isEmpty();
    }

    @Test
    void damagedProbabilitiesAreAskedForAgain() throws Exception {
        run(KeptAnswers.PROBABILITIES);
        try (Stream<Path> files = Files.list(output.resolve("cells").resolve("probabilities"))) {
            Path first = files.sorted().findFirst().orElseThrow();
            assertThat(first).hasSize(4 * 3 * Float.BYTES);
            Files.write(first, new byte[4 * 3 * Float.BYTES]);
        }
        fakes.questions.clear();
        run(KeptAnswers.CLASSES);
        assertThat(fakes.questions).as("the class is enough").isEmpty();
        run(KeptAnswers.PROBABILITIES);
        assertThat(fakes.questions).hasSize(3);
    }

    @Test
    void theDiskIsWhatTheFilesTake() throws Exception {
        RunDisk disk = RunDisk.of(plan, RobustnessCells.ifAny(output), KeptAnswers.PROBABILITIES);
        assertThat(disk.probabilities()).isEqualTo(2 * 4 * 3 * Float.BYTES);
        assertThat(disk.receipt()).isEqualTo(2 * 4 * 20);
        run(KeptAnswers.PROBABILITIES);
        long taken = 0;
        for (String name : List.of("answers", "scores", "journal.jsonl")) {
            try (Stream<Path> files = Files.walk(output.resolve("cells").resolve(name))) {
                taken += files.filter(Files::isRegularFile)
                        .mapToLong(file -> file.toFile().length())
                        .sum();
            }
        }
        assertThat(disk.cells()).isBetween(taken / 2, taken * 2);
        assertThat(RunDisk.of(plan, RobustnessCells.read(output), KeptAnswers.CLASSES))
                .extracting(RunDisk::cells, RunDisk::probabilities, RunDisk::predictions, RunDisk::meanwhile)
                .containsOnly(0L);
    }
}
