package io.pokeai.aug.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.FinishedSequences;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.report.RobustnessFiles;
import io.pokeai.aug.robustness.report.RobustnessSchema;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.testkit.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RobustnessRunTest {
    private static final int PICTURES = 5;
    private static final int BATCH = 4;

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
                List.of(
                        PlannedCorruption.of(FakeAugmentation.fog(), List.of(1, 2, 3)),
                        PlannedCorruption.of(FakeAugmentation.noise(), List.of(1))),
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
    void eachPictureIsDecodedOncePerPassAndCorruptedOnceForAllModels() throws Exception {
        RobustnessResult result = run(plan(3, one, two), output, RobustnessListener.SILENT);

        assertThat(result.cells()).hasSize(10);
        assertThat(result.leftOut()).isEmpty();
        assertThat(fakes.crops.values())
                .as("clean, fog, white_noise")
                .containsOnly(3)
                .hasSize(PICTURES);
        assertThat(fakes.questions).hasSize(PICTURES * 5).allMatch(question -> question.startsWith("[one, two] "));
        assertThat(result.cell(one, "clean", 0).orElseThrow().correct()).isEqualTo(PICTURES);
        assertThat(result.cell(two, "clean", 0).orElseThrow().correct()).isZero();
    }

    @Test
    void anAnswerIsThatOfClassifyUnderTheSameCorruptionAndSeed() throws Exception {
        long seed = 99;
        RobustnessResult result = run(plan(seed, one), output, RobustnessListener.SILENT);
        Augmentations augmentations = new Augmentations(List.of(FakeAugmentation.fog(), FakeAugmentation.noise()));
        for (String name : List.of("fog:1", "fog:2", "fog:3", "white_noise:1")) {
            String[] words = name.split(":", -1);
            FinishedCell cell =
                    result.cell(one, words[0], Integer.parseInt(words[1])).orElseThrow();
            for (int row = 0; row < PICTURES; row++) {
                Image crop = fakes.crop(pictures.file(row), one.input());
                Image seen = (Image) augmentations.parse(name).apply(crop, seed);
                assertThat(cell.predicted(row)).isEqualTo(seen.sample(0, 0, 0) % 3);
            }
        }
    }

    @Test
    void killedAtAnyAnswerTheNextRunGoesOnAndWritesTheSameBytes() throws Exception {
        run(plan(3, one, two), output, RobustnessListener.SILENT);
        Map<String, String> whole = written(output);
        int answers = fakes.questions.size() * 2;
        for (int n = 1; n <= answers; n++) {
            Path other = folder.resolve("killed-" + n);
            Countdown kill = new Countdown(n, () -> {
                throw new IllegalStateException("killed");
            });
            assertThatThrownBy(() -> run(plan(3, one, two), other, kill)).hasMessage("killed");
            fakes.questions.clear();
            run(plan(3, one, two), other, RobustnessListener.SILENT);
            assertThat(written(other)).as("killed at answer %d", n).isEqualTo(whole);
            int known = n / 2 / BATCH * BATCH - 2 * BATCH; // whole batches, and the ends of passes are none
            assertThat(fakes.questions).hasSizeLessThanOrEqualTo(answers / 2 - known);
        }
    }

    @Test
    void toldToStopItStopsAtTheNextAnswerAndGoesOnLater() throws Exception {
        boolean[] told = {false};
        Countdown stop = new Countdown(7, () -> told[0] = true) {
            @Override
            public boolean cancelled() {
                return told[0];
            }
        };
        assertThatThrownBy(() -> run(plan(3, one), output, stop)).isInstanceOf(InterruptedException.class);
        assertThat(stop.asked).isEqualTo(7);
        assertThat(run(plan(3, one), output, RobustnessListener.SILENT).cells()).hasSize(5);
    }

    @Test
    void finishedCellsAreUsedAgainWhoeverWantsThem() throws Exception {
        run(plan(3, one), output, RobustnessListener.SILENT);
        fakes.questions.clear();
        TestedModel renamed = fakes.model("renamed", "11", 0, BATCH);
        RobustnessResult result = run(plan(3, renamed, two), output, RobustnessListener.SILENT);
        assertThat(fakes.questions).hasSize(PICTURES * 5).allMatch(question -> question.startsWith("[two] "));
        assertThat(result.cell(renamed, "clean", 0).orElseThrow().correct()).isEqualTo(PICTURES);

        fakes.questions.clear();
        RobustnessPlan less = new RobustnessPlan(
                List.of(two), List.of(PlannedCorruption.of(FakeAugmentation.fog(), List.of(2))), 3, pictures);
        assertThat(run(less, output, RobustnessListener.SILENT).cells()).hasSize(2);
        assertThat(fakes.questions).isEmpty();
    }

    @Test
    void whatIsDoneAgainIsSaidWithWhatHasChanged() throws Exception {
        run(plan(3, one), output, RobustnessListener.SILENT);
        List<String> said = new ArrayList<>();
        RobustnessListener listener = new RobustnessListener() {
            @Override
            public void redone(String cells, String why) {
                said.add(cells + ": " + why);
            }

            @Override
            public void began(int cells, int finished, long answers) {
                said.add(finished + " of " + cells);
            }
        };
        run(plan(4, one), output, listener);
        assertThat(said).containsExactly("3 cells of one: the seed (3, now 4)", "2 of 5");

        said.clear();
        run(plan(4, fakes.model("one", "12", 0, BATCH)), output, listener);
        assertThat(said).containsExactly("5 cells of one: the version of the model (11, now 12)", "0 of 5");

        said.clear();
        run(plan(3, fakes.model("one", "11", 0, BATCH)), output, listener);
        assertThat(said).containsExactly("5 of 5");
    }

    @Test
    void brokenAndMissingPicturesAndStrangeLabelsAreLeftOutOfAllCellsAndNamed() throws Exception {
        Path data = folder.resolve("data");
        DrawnData.write(data.resolve("broken.txt"), "broken");
        pictures = DrawnData.read(
                data,
                List.of(
                        new PictureRow("0.txt", "cat", List.of()),
                        new PictureRow("broken.txt", "cat", List.of()),
                        new PictureRow("missing.txt", "dog", List.of()),
                        new PictureRow("1.txt", "ostrich", List.of()),
                        new PictureRow("2.txt", "cat", List.of())));
        for (int time = 0; time < 2; time++) {
            RobustnessResult result = run(plan(3, one, two), output, RobustnessListener.SILENT);
            assertThat(result.leftOut())
                    .extracting(row -> row.path() + " " + row.code())
                    .containsExactly("broken.txt CORRUPT_IMAGE", "missing.txt NOT_A_FILE", "1.txt LABELS_MISMATCH");
            assertThat(result.cells()).allMatch(cell -> cell.pictures() == 2 && cell.rows() == 5);
            assertThat(result.cell(one, "clean", 0).orElseThrow().right().stream()
                            .toArray())
                    .containsExactly(0);
            fakes.questions.clear();
        }
        assertThat(Files.readString(output.resolve("robustness.json"))).contains("\"left_out\" : 3");
        assertThat(RobustnessSchema.problems(JsonTree.read(output.resolve("robustness.json"))))
                .isEmpty();
    }

    @Test
    void withoutAnyAnswerTheRunEndsWithOneErrorAndWritesNoCell() {
        Path data = folder.resolve("data");
        DrawnData.write(data.resolve("broken.txt"), "broken");
        pictures = DrawnData.read(data, List.of(new PictureRow("broken.txt", "cat", List.of())));
        assertThatThrownBy(() -> run(plan(3, one), output, RobustnessListener.SILENT))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("None of the 1 pictures can be tested", "broken.txt: damaged");
        assertThat(RobustnessCells.read(output).all()).isEmpty();
    }

    @Test
    void aReplacedModelEndsTheRun() {
        fakes.model("one", "another version", 0, BATCH);
        assertThatThrownBy(() -> run(plan(3, one), output, RobustnessListener.SILENT))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void aSecondRunInTheFolderIsRefusedInOneSentence() {
        try (RobustnessRun first = RobustnessRun.begin(output, fakes, RobustnessListener.SILENT)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> run(plan(3, one), output, RobustnessListener.SILENT))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("Another run tests the robustness of models in " + output + ".");
        }
    }

    @Test
    void tornAndDamagedLinesDoNotCountAndTheirCellsAreAskedForAgain() throws Exception {
        run(plan(3, one), output, RobustnessListener.SILENT);
        Map<String, String> whole = written(output);
        Path journal = output.resolve("cells/journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        assertThat(lines).hasSize(5);

        String torn = String.join("\n", lines.subList(0, 4)) + "\n"
                + lines.get(4).substring(0, lines.get(4).length() / 2);
        Files.writeString(journal, torn);
        fakes.questions.clear();
        run(plan(3, one), output, RobustnessListener.SILENT);
        assertThat(fakes.questions).hasSize(PICTURES);
        assertThat(written(output)).isEqualTo(whole);

        Files.writeString(journal, String.join("\n", lines).replace("\"correct\":5", "\"correct\":4") + "\n");
        fakes.questions.clear();
        run(plan(3, one), output, RobustnessListener.SILENT);
        assertThat(fakes.questions).isNotEmpty();
        assertThat(written(output)).isEqualTo(whole);

        try (Stream<Path> answers = Files.list(output.resolve("cells/answers"))) {
            Path first = answers.sorted().findFirst().orElseThrow();
            Files.write(first, "?".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        }
        fakes.questions.clear();
        run(plan(3, one), output, RobustnessListener.SILENT);
        assertThat(fakes.questions).hasSize(PICTURES);
        assertThat(written(output)).isEqualTo(whole);
    }

    /** As on a full disk: what was answered is known, and cannot be written down as finished. */
    @Test
    void whenCellsCannotBeWrittenNoAnswerIsLost() throws Exception {
        Path whole = folder.resolve("whole");
        run(plan(3, one), whole, RobustnessListener.SILENT);
        Path blocked = Files.createDirectories(output.resolve("cells")).resolve("answers");
        Files.writeString(blocked, "in the way of the folder");
        fakes.questions.clear();
        assertThatThrownBy(() -> run(plan(3, one), output, RobustnessListener.SILENT))
                .isInstanceOfSatisfying(EngineException.class, error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(error.remedy()).contains("free space on its disk", "finished cells are kept");
                });
        assertThat(fakes.questions).as("clean pictures").hasSize(PICTURES);

        Files.delete(blocked);
        fakes.questions.clear();
        run(plan(3, one), output, RobustnessListener.SILENT);
        assertThat(fakes.questions).as("the rest").hasSize(PICTURES * 4);
        assertThat(written(output)).isEqualTo(written(whole));
    }

    @Test
    void aDryRunCountsAndWritesNothing() throws Exception {
        run(new RobustnessPlan(List.of(one), List.of(), 3, pictures), output, RobustnessListener.SILENT);
        Map<String, String> before = written(output);
        RunEstimate estimate = RunEstimate.of(
                plan(3, one, two),
                RobustnessCells.ifAny(output),
                FinishedSequences.ifAny(output),
                fakes,
                Duration.ofMillis(20),
                RobustnessListener.SILENT);
        assertThat(estimate.cells()).isEqualTo(10);
        assertThat(estimate.finished()).isEqualTo(1);
        assertThat(estimate.answers()).isEqualTo(9 * PICTURES);
        assertThat(estimate.time()).isLessThan(Duration.ofMinutes(1));
        assertThat(written(output)).isEqualTo(before);
        assertThat(RobustnessCells.ifAny(folder.resolve("nowhere")).all()).isEmpty();
    }

    @Test
    void whoReadsTheFolderGetsTheCellsOfEachModel() throws Exception {
        run(plan(3, one, two), output, RobustnessListener.SILENT);
        run(plan(4, one), output, RobustnessListener.SILENT);
        RobustnessCells cells = RobustnessCells.read(output);
        assertThat(cells.models()).containsExactly("one", "two");
        assertThat(cells.of("one"))
                .extracting(FinishedCell::toString)
                .containsExactlyInAnyOrder("one clean", "one fog:1", "one fog:2", "one fog:3", "one white_noise:1");
        assertThat(cells.latest("one", "fog", 2).orElseThrow().key().part("seed"))
                .isEqualTo("4");
        assertThat(cells.latest("two", "fog", 2).orElseThrow().key().part("seed"))
                .isEqualTo("3");
        assertThat(cells.all()).hasSize(13);
        assertThatThrownBy(() -> RobustnessCells.read(folder))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("No robustness run was made in");
    }

    /** Does something at the n-th answer. */
    private static class Countdown implements RobustnessListener {
        private final int n;
        private final Runnable then;
        int asked;

        Countdown(int n, Runnable then) {
            this.n = n;
            this.then = then;
        }

        @Override
        public void asked(boolean answered) {
            asked++;
            if (asked == n) {
                then.run();
            }
        }
    }

    /** The files that people get, and the answers. */
    private static Map<String, String> written(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.endsWith("journal.jsonl")) {
                    files.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }
}
