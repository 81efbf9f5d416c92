package io.pokeai.aug.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.robustness.cells.FinishedSequence;
import io.pokeai.aug.robustness.cells.FinishedSequences;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.metrics.PictureFlips;
import io.pokeai.aug.robustness.report.RobustnessFiles;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.dataset.PictureRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceRunTest {
    private static final int PICTURES = 5;
    private static final int FRAMES = 7;
    private static final int BATCH = 4;

    /** Clean, three levels of noise, tilt. */
    private static final int CELLS = 5;

    private static final int ANSWERS = PICTURES * (1 + 4 * FRAMES);

    @TempDir
    Path folder;

    private final FakeAnswers fakes = new FakeAnswers();
    private final TestedModel one = fakes.model("one", "11", 0, BATCH);
    private final TestedModel two = fakes.model("two", "22", 1, BATCH);
    private LabelledPictures pictures;
    private Path output;

    @BeforeEach
    void draw() throws IOException {
        pictures = DrawnData.write(Files.createDirectories(folder.resolve("data")), PICTURES);
        output = folder.resolve("output");
    }

    private RobustnessPlan plan(long seed, TestedModel... models) {
        return new RobustnessPlan(
                List.of(models),
                List.of(),
                List.of(
                        new PlannedSequence(FakePerturbation.noise(), List.of(1, 2, 3)),
                        new PlannedSequence(FakePerturbation.tilt(), List.of(1))),
                seed,
                pictures);
    }

    private RobustnessResult run(RobustnessPlan plan, Path to, RobustnessListener listener)
            throws InterruptedException {
        try (RobustnessRun run = RobustnessRun.begin(to, fakes, listener)) {
            RobustnessResult result = run.ask(plan);
            new RobustnessFiles(to, to).write(result, List.of(), RobustnessFigures.of(result));
            return result;
        }
    }

    @Test
    void eachPictureIsDecodedOncePerPassAndEachFrameMadeOnceForAllModels() throws Exception {
        RobustnessResult result = run(plan(3, one, two), output, RobustnessListener.SILENT);

        assertThat(fakes.crops.values())
                .as("clean, three levels, tilt")
                .containsOnly(CELLS)
                .hasSize(PICTURES);
        assertThat(fakes.questions).hasSize(ANSWERS).allMatch(question -> question.startsWith("[one, two] "));
        assertThat(result.sequences())
                .extracting(FinishedSequence::toString)
                .containsExactly(
                        "one noise_sequence:1",
                        "one noise_sequence:2",
                        "one noise_sequence:3",
                        "one tilt_sequence:1",
                        "two noise_sequence:1",
                        "two noise_sequence:2",
                        "two noise_sequence:3",
                        "two tilt_sequence:1");
        assertThat(result.sequences()).allMatch(sequence -> sequence.pictures() == PICTURES);
    }

    /** The answer is the grey modulo 3. Of tilt the frames are 0 0 0 1 1 1 2 brighter: 2 flips at step 1, 3 at 2, 4 at 3. */
    @Test
    void flipsAndDistancesAreThoseOfTheFramesThatTheModelsSaw() throws Exception {
        RobustnessResult result = run(plan(3, one, two), output, RobustnessListener.SILENT);
        for (FinishedSequence tilt :
                List.of(result.sequences().get(3), result.sequences().get(7))) {
            for (int row = 0; row < PICTURES; row++) {
                PictureFlips flips = tilt.flips(row).orElseThrow();
                assertThat(flips.flips()).containsExactly(2, 3, 4);
                // The best class first, then the others in class order: |0-1|+|1-0| or, between 0 and 2, 1+1+2.
                assertThat(flips.distances().get(0)).isBetween(2 * 2, 2 * 4);
            }
        }
        FinishedSequence noise = result.sequences().get(1);
        FakePerturbation fake = FakePerturbation.noise();
        for (int row = 0; row < PICTURES; row++) {
            Image crop = fakes.crop(pictures.file(row), FakeAnswers.INPUT);
            int flips = 0;
            for (int frame = 1; frame < FRAMES; frame++) {
                Image seen = fake.frame(crop, 2, frame, fake.info().random(3, crop, 2));
                flips += seen.sample(0, 0, 0) % 3 == crop.sample(0, 0, 0) % 3 ? 0 : 1;
            }
            assertThat(noise.flips(row).orElseThrow().flips()).containsExactly(flips);
        }
    }

    @Test
    void killedInTheMiddleOfASequenceTheNextRunGoesOnAndWritesTheSameBytes() throws Exception {
        run(plan(3, one, two), output, RobustnessListener.SILENT);
        Map<String, String> whole = written(output);
        assertThat(whole).hasSizeGreaterThan(9).containsKey("robustness.json");
        for (int n = 1; n <= 2 * ANSWERS; n += 19) {
            Path other = folder.resolve("killed-" + n);
            int at = n;
            int[] asked = {0};
            RobustnessListener kill = new RobustnessListener() {
                @Override
                public void asked(boolean answered) {
                    asked[0]++;
                    if (asked[0] == at) {
                        throw new IllegalStateException("killed");
                    }
                }
            };
            assertThatThrownBy(() -> run(plan(3, one, two), other, kill)).hasMessage("killed");
            fakes.questions.clear();
            run(plan(3, one, two), other, RobustnessListener.SILENT);
            assertThat(written(other)).as("killed at answer %d", n).isEqualTo(whole);
            int lost = FRAMES + 2 * BATCH; // the picture under way, and the batches that it begins and ends in
            assertThat(fakes.questions).hasSizeLessThanOrEqualTo(ANSWERS - n / 2 + lost);
        }
    }

    @Test
    void finishedSequencesAreUsedAgainAndWhatIsDoneAgainIsSaidWithItsReason() throws Exception {
        run(plan(3, one), output, RobustnessListener.SILENT);
        fakes.questions.clear();
        List<String> said = new ArrayList<>();
        RobustnessListener listener = new RobustnessListener() {
            @Override
            public void redone(String cells, String why) {
                said.add(cells + ": " + why);
            }

            @Override
            public void began(int cells, int finished, long answers) {
                said.add(finished + " of " + cells + ", " + answers);
            }
        };
        run(plan(3, one, two), output, listener);
        assertThat(said).containsExactly("5 of 10, " + ANSWERS);
        assertThat(fakes.questions).hasSize(ANSWERS).allMatch(question -> question.startsWith("[two] "));

        said.clear();
        run(plan(4, one), output, listener);
        assertThat(said).containsExactly("3 cells of one: the seed (3, now 4)", "2 of 5, " + 3 * FRAMES * PICTURES);
    }

    @Test
    void brokenPicturesAndStrangeLabelsAreLeftOutAsOfAllOtherFigures() throws Exception {
        Path data = folder.resolve("data");
        DrawnData.write(data.resolve("broken.txt"), "broken");
        pictures = DrawnData.read(
                data,
                List.of(
                        new PictureRow("0.txt", "cat", List.of()),
                        new PictureRow("broken.txt", "cat", List.of()),
                        new PictureRow("1.txt", "ostrich", List.of()),
                        new PictureRow("2.txt", "cat", List.of())));
        RobustnessResult result = run(plan(3, one), output, RobustnessListener.SILENT);
        assertThat(result.sequences()).allSatisfy(sequence -> {
            assertThat(sequence.counted().stream()).containsExactly(0, 3);
            assertThat(sequence.flips(1)).isEmpty();
            assertThat(sequence.flips(2)).isPresent();
        });
    }

    @Test
    void aDryRunCountsTheFrames() throws Exception {
        run(new RobustnessPlan(List.of(one), List.of(), 3, pictures), output, RobustnessListener.SILENT);
        RunEstimate estimate = RunEstimate.of(
                plan(3, one, two),
                RobustnessCells.ifAny(output),
                FinishedSequences.ifAny(output),
                fakes,
                Duration.ofMillis(20),
                RobustnessListener.SILENT);
        assertThat(estimate.cells()).isEqualTo(2 * CELLS);
        assertThat(estimate.finished()).isEqualTo(1);
        assertThat(estimate.answers()).isEqualTo(2L * ANSWERS - PICTURES);
        assertThat(plan(3, one, two).answers()).isEqualTo(2L * ANSWERS);
    }

    @Test
    void damagedLinesAndFilesDoNotCountAndTheirSequencesAreAskedForAgain() throws Exception {
        run(plan(3, one), output, RobustnessListener.SILENT);
        Map<String, String> whole = written(output);
        Path journal = output.resolve("cells/sequences.jsonl");
        List<String> lines = Files.readAllLines(journal);
        assertThat(lines).hasSize(4);
        Files.writeString(
                journal,
                String.join("\n", lines.subList(0, 3)) + "\n" + lines.get(3).substring(0, 40));
        fakes.questions.clear();
        run(plan(3, one), output, RobustnessListener.SILENT);
        assertThat(fakes.questions).hasSize(PICTURES * FRAMES);
        assertThat(written(output)).isEqualTo(whole);

        try (Stream<Path> flips = Files.list(output.resolve("cells/sequences"))) {
            Files.writeString(flips.sorted().findFirst().orElseThrow(), "?");
        }
        fakes.questions.clear();
        run(plan(3, one), output, RobustnessListener.SILENT);
        assertThat(fakes.questions).hasSize(PICTURES * FRAMES);
        assertThat(written(output)).isEqualTo(whole);
    }

    @Test
    void levelsOfOneNameAreJoinedAndOnesThatDoNotExistAreNamed() {
        RobustnessPlan plan = new RobustnessPlan(
                List.of(one),
                List.of(),
                List.of(
                        new PlannedSequence(FakePerturbation.noise(), List.of(3)),
                        new PlannedSequence(FakePerturbation.noise(), List.of(1, 3))),
                0,
                pictures);
        assertThat(plan.sequenceCells()).extracting(SequenceCell::level).containsExactly(1, 3);
        assertThatThrownBy(() -> new PlannedSequence(FakePerturbation.tilt(), List.of(2)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Its only severity is 1");
    }

    /** The files that people get, and the flips. */
    private static Map<String, String> written(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.endsWith(".jsonl")) {
                    files.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }
}
