package io.pokeai.aug.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationRunTest {
    private static final int PICTURES = 20;

    @TempDir
    Path folder;

    private Path artifacts;
    private Path data;

    @BeforeEach
    void writePictures() throws IOException {
        artifacts = folder.resolve("artifacts");
        data = Files.createDirectories(folder.resolve("data"));
        for (int i = 0; i < PICTURES; i++) {
            Files.writeString(data.resolve(name(i)), "picture " + i);
        }
    }

    @Test
    void everyRowIsAnsweredInTheOrderOfTheTable() throws Exception {
        FakeModel model = FakeModel.of("1", 1);
        try (EvaluationRun run = begin()) {
            RunPredictions answers = run.ask("test", model, table(), pictures());

            assertThat(answers.size()).isEqualTo(PICTURES);
            assertThat(answers.leftOut()).isEmpty();
            assertThat(model.asked).containsExactlyElementsOf(names());
            for (int row = 0; row < PICTURES; row++) {
                assertThat(answers.path(row)).isEqualTo(name(row));
                assertThat(answers.truth(row)).isEqualTo(row % 3);
                float[] probabilities = answers.probabilities(row);
                assertThat(probabilities).hasSize(3);
                assertThat(answers.confidence(row)).isEqualTo(probabilities[answers.predicted(row)]);
                assertThat(answers.disagreement(row)).isPresent();
                assertThat(answers.preprocessNanos(row)).isEqualTo(1000);
                assertThat(answers.inferNanos(row)).isEqualTo(2000);
            }
        }
    }

    @Test
    void aRunThatWasStoppedGoesOnWhereItWas() throws Exception {
        Map<String, String> whole = evaluated(FakeModel.of("1", 1));
        Steps steps = new Steps(7);
        try (EvaluationRun run = EvaluationRun.begin(artifacts, "fake", steps)) {
            assertThatThrownBy(() -> run.ask("test", FakeModel.of("1", 1), table(), pictures()))
                    .isInstanceOf(InterruptedException.class);
        }
        FakeModel second = FakeModel.of("1", 1);

        assertThat(evaluated(second)).isEqualTo(whole);

        assertThat(second.asked).containsExactlyElementsOf(names().subList(7, PICTURES));
    }

    @Test
    void wholeBatchesAreAskedAgainBecauseTheLastDigitsDependOnThem() throws Exception {
        try (EvaluationRun run = EvaluationRun.begin(artifacts, "fake", new Steps(10))) {
            assertThatThrownBy(() -> run.ask("test", FakeModel.of("1", 4), table(), pictures()))
                    .isInstanceOf(InterruptedException.class);
        }
        FakeModel second = FakeModel.of("1", 4);

        evaluated(second);

        assertThat(second.asked).containsExactlyElementsOf(names().subList(8, PICTURES));
    }

    @Test
    void aJournalThatWasCutAnywhereGivesTheSameFiles() throws Exception {
        Map<String, String> whole = evaluated(FakeModel.of("1", 1));
        byte[] journal = completeJournal();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            int length = i == 0 ? journal.length : random.nextInt(journal.length);
            Files.write(journal(), Arrays.copyOf(journal, length));
            FakeModel model = FakeModel.of("1", 1);

            assertThat(evaluated(model)).as("seed %d, %d bytes", seed, length).isEqualTo(whole);

            assertThat(journal()).doesNotExist();
            assertThat(model.asked.size()).isEqualTo(PICTURES - wholeRecords(journal, length));
        }
    }

    private static int wholeRecords(byte[] journal, int length) {
        int record = 2 * 4 + 3 * 8 + 2 * 8 + 3 * 4 + 4;
        int header = journal.length - PICTURES * record;
        return Math.max(0, (length - header) / record);
    }

    @Test
    void aDamagedJournalIsNeverBelieved() throws Exception {
        Map<String, String> whole = evaluated(FakeModel.of("1", 1));
        byte[] journal = completeJournal();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = journal.clone();
            int at = random.nextInt(journal.length);
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(journal(), damaged);

            assertThat(evaluated(FakeModel.of("1", 1)))
                    .as("seed %d, byte %d", seed, at)
                    .isEqualTo(whole);
        }
    }

    @Test
    void anotherVersionOfTheModelStartsAnewAndSaysWhy() throws Exception {
        try (EvaluationRun run = begin()) {
            run.ask("test", FakeModel.of("aaaa", 1), table(), pictures());
        }
        FakeModel model = FakeModel.of("bbbb", 1);
        Steps steps = new Steps(Integer.MAX_VALUE);
        try (EvaluationRun run = EvaluationRun.begin(artifacts, "fake", steps)) {
            run.ask("test", model, table(), pictures());
        }
        assertThat(model.asked).hasSize(PICTURES);
        assertThat(steps.anew).containsExactly("the version of the model (aaaa, now bbbb)");
        assertThat(steps.known).isZero();
    }

    @Test
    void aPictureThatChangedMeanwhileIsAskedAgain() throws Exception {
        try (EvaluationRun run = begin()) {
            run.ask("test", FakeModel.of("1", 1), table(), pictures());
        }
        Files.writeString(data.resolve(name(3)), "another picture, of another length");
        FakeModel model = FakeModel.of("1", 1);
        try (EvaluationRun run = begin()) {
            run.ask("test", model, table(), pictures());
        }
        assertThat(model.asked).containsExactly(name(3));
    }

    @Test
    void whatCannotBeEvaluatedIsNamedAndCountsNowhere() throws Exception {
        Files.writeString(data.resolve(name(1)), "broken");
        Files.delete(data.resolve(name(2)));
        List<PictureRow> rows = new ArrayList<>(table().rows());
        rows.set(5, new PictureRow(name(5), "ostrich", List.of()));
        PictureTable table = new PictureTable(List.of(), rows);
        try (EvaluationRun run = begin()) {
            RunPredictions answers = run.ask("test", FakeModel.of("1", 4), table, pictures());

            assertThat(answers.size()).isEqualTo(PICTURES - 3);
            assertThat(answers.leftOut())
                    .extracting(LeftOutRow::path, LeftOutRow::code)
                    .containsExactly(
                            tuple(name(1), ErrorCode.CORRUPT_IMAGE),
                            tuple(name(2), ErrorCode.NOT_A_FILE),
                            tuple(name(5), ErrorCode.LABELS_MISMATCH));
            assertThat(answers.path(1)).isEqualTo(name(3));
            assertThat(answers.row(3).path()).isEqualTo(name(6));
        }
    }

    @Test
    void aFailureOfTheModelEndsTheRunAndLosesNoAnswer() throws Exception {
        Files.writeString(data.resolve(name(9)), "crash");
        try (EvaluationRun run = begin()) {
            assertThatThrownBy(() -> run.ask("test", FakeModel.of("1", 1), table(), pictures()))
                    .hasMessageContaining("The model crashed.");
        }
        Files.writeString(data.resolve(name(9)), "picture 9");
        FakeModel model = FakeModel.of("1", 1);
        evaluated(model);
        assertThat(model.asked).containsExactlyElementsOf(names().subList(9, PICTURES));
    }

    @Test
    void aModelThatIsReplacedMeanwhileIsAConflict() throws Exception {
        FakeModel model = FakeModel.of("1", 1);
        model.answeringVersion = "2";
        try (EvaluationRun run = begin()) {
            assertThatThrownBy(() -> run.ask("test", model, table(), pictures()))
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        }
    }

    @Test
    @SuppressWarnings("try") // the first run is only there
    void oneRunOfAModelAtATime() throws Exception {
        try (EvaluationRun first = begin()) {
            assertThatThrownBy(this::begin)
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                    .hasMessageContaining("Another run is evaluating model 'fake'");
            EvaluationRun.begin(artifacts, "other", EvaluationListener.SILENT).close();
        }
        begin().close();
    }

    @Test
    void aWrongFolderIsOneErrorAndNotOneForEachRow() throws Exception {
        try (EvaluationRun run = begin()) {
            PictureFolder wrong = new PictureFolder(folder, Optional.of(folder.resolve("elsewhere")));
            assertThatThrownBy(() -> run.ask("test", FakeModel.of("1", 1), table(), wrong))
                    .hasMessageContaining("None of the 20 pictures of the table is there")
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void labelsThatTheModelDoesNotKnowAtAllAreOneError() throws Exception {
        PictureTable strangers = new PictureTable(List.of(), List.of(new PictureRow(name(0), "ostrich", List.of())));
        try (EvaluationRun run = begin()) {
            assertThatThrownBy(() -> run.ask("test", FakeModel.of("1", 1), strangers, pictures()))
                    .hasMessageContaining("knows none of the labels of the table, such as 'ostrich'");
        }
    }

    private EvaluationRun begin() {
        return EvaluationRun.begin(artifacts, "fake", EvaluationListener.SILENT);
    }

    /** The journal of a run that was killed after its last answer. */
    private byte[] completeJournal() throws Exception {
        try (EvaluationRun run = begin()) {
            run.ask("test", FakeModel.of("1", 1), table(), pictures());
        }
        return Files.readAllBytes(journal());
    }

    /** What a whole evaluation writes; the files are deleted, so that the next one has to write its own. */
    private Map<String, String> evaluated(FakeModel model) throws Exception {
        try (EvaluationRun run = begin()) {
            RunPredictions answers = run.ask("test", model, table(), pictures());
            new TestFiles(artifacts).write(answers, 2, answers.leftOut());
            run.finish();
        }
        Map<String, String> files = new TreeMap<>();
        for (String place : List.of("reports", "test_summaries")) {
            try (Stream<Path> written = Files.list(artifacts.resolve(place))) {
                for (Path file : written.toList()) {
                    files.put(artifacts.relativize(file).toString(), Files.readString(file));
                    Files.delete(file);
                }
            }
        }
        return files;
    }

    private Path journal() {
        return artifacts.resolve(".cache/evaluate/model_fake/test.journal");
    }

    private PictureTable table() {
        List<PictureRow> rows = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            rows.add(new PictureRow(name(i), FakeModel.CLASSES.get(i % 3), List.of()));
        }
        return new PictureTable(List.of(), rows);
    }

    private PictureFolder pictures() {
        return new PictureFolder(folder, Optional.of(data));
    }

    private static List<String> names() {
        return IntStream.range(0, PICTURES).mapToObj(EvaluationRunTest::name).toList();
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "%02d.png", number);
    }

    /** Stops a run after some answers. */
    private static final class Steps implements EvaluationListener {
        private final int most;
        private final List<String> anew = new ArrayList<>();
        private int asked;
        private int known;

        Steps(int most) {
            this.most = most;
        }

        @Override
        public void began(String part, int rows, int before) {
            known = before;
        }

        @Override
        public void startsAnew(String why) {
            anew.add(why);
        }

        @Override
        public void asked(boolean answered) {
            asked++;
        }

        @Override
        public boolean cancelled() {
            return asked >= most;
        }
    }
}
