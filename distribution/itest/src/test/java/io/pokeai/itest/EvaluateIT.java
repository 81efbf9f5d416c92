package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code pokeai evaluate} of the unpacked runtime against PyTorch and scikit-learn. The ResNet-18 folds are looked for in {@code
 * -Dpokeai.folds=DIR}, as {@code best_resnet18_fold<K>.pth}.
 */
class EvaluateIT {
    private static final Path DATA = Shared.data("");
    private static final Path SHARED = DATA.resolve("artifacts");
    private static final Path SPRITES = DATA.resolve("sprites");
    private static final String YOLO = "yolov8n-cls";

    /** float32 sums in another order than PyTorch's. */
    private static final double CONFIDENCE = 1e-5;

    /** Well below what the smallest journal grows to: 30 kB for the 176 pictures of the test split. */
    private static final int JOURNAL_BYTES = 25_000;

    private Installation user;

    @BeforeEach
    void unpack() throws Exception {
        user = Installation.used("evaluate");
    }

    @AfterEach
    void remove() {
        user.delete();
    }

    @Test
    void runsOfUltralyticsGiveEveryFileOfTheOriginalAndTheLabelsOfClassify() throws Exception {
        copyArtifacts();
        Outcome outcome = evaluate("--model", YOLO).run();

        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains("pictures                 176", "accuracy              0.7955  95 %: 0.730 to 0.848")
                .contains("  not seen            0.6842  95 %: 0.555 to 0.790 of 57");
        requireGoldens(YOLO);
        requireFiles(YOLO);
        List<String> labels = new ArrayList<>();
        for (String[] row : rows(reports().resolve("test_predictions_" + YOLO + ".csv"))) {
            labels.add(row[2]);
        }
        List<String> arguments = new ArrayList<>(List.of("classify", "--model", YOLO, "--top", "1", "--format", "csv"));
        for (String[] row : rows(user.artifacts().resolve("test_split.csv"))) {
            arguments.add(SPRITES.resolve(row[0]).toString());
        }
        Outcome classified = user.pokeai(arguments.toArray(String[]::new)).run();
        assertThat(classified.status()).as(classified.err()).isZero();
        assertThat(classified.out().lines().skip(1).map(line -> line.split(",", -1)[2]))
                .containsExactlyElementsOf(labels);
    }

    @Test
    void checkpointsOfTorchvisionGiveEveryFileOfTheOriginal() throws Exception {
        Path folds = Path.of(System.getProperty("pokeai.folds", "pokeai.folds-is-not-set"));
        assumeTrue(
                Files.isRegularFile(folds.resolve("best_resnet18_fold5.pth")) && Files.isDirectory(SHARED),
                "needs the reference data and -Dpokeai.folds=DIR with its unpacked ResNet-18 folds");
        copyArtifacts();
        Scratch.copy(folds, user.artifacts());
        Outcome outcome = evaluate("--model", "resnet18").run();

        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains("accuracy              0.8068", "  seen in training    0.8655", " of 119")
                .contains("  not seen            0.6842", " of 57");
        requireGoldens("resnet18");
        requireFiles("resnet18");
    }

    @Test
    void outOfFoldPredictionsAreThoseOfEachFoldAlone() throws Exception {
        copyArtifacts();
        Outcome outcome = evaluate("--model", YOLO, "--no-leaks", "--oof").run();

        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).contains("suspicious labels");
        List<String[]> rows = rows(reports().resolve("oof_predictions_" + YOLO + ".csv"));
        List<String[]> first = rows(SHARED.resolve("folds/fold_1/val.csv"));
        List<String[]> second = rows(SHARED.resolve("folds/fold_2/val.csv"));
        assertThat(rows).hasSize(first.size() + second.size());
        assertThat(rows.get(0)[0]).isEqualTo(first.get(0)[0]);
        assertThat(rows.get(first.size())[0]).isEqualTo(second.get(0)[0]);
        assertThat(rows.get(first.size())).endsWith("2");
        assertThat(reports().resolve("label_issues_" + YOLO + ".csv")).exists();

        // The second fold alone, in a folder of its own.
        Path alone = user.work().resolve("alone");
        Scratch.copy(
                SHARED.resolve("yolo_cls_runs/pokemon_yolo_cls_fold2"),
                alone.resolve("yolo_cls_runs/pokemon_yolo_cls_fold2"));
        Files.copy(SHARED.resolve("classes.txt"), alone.resolve("classes.txt"));
        Outcome fold = evaluate(
                        "--artifacts",
                        alone.toString(),
                        "--split",
                        SHARED.resolve("folds/fold_2/val.csv").toString())
                .run();
        assertThat(fold.status()).as(fold.toString()).isZero();
        List<String[]> expected = rows(alone.resolve("reports/test_predictions_pokemon_yolo_cls.csv"));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(rows.get(first.size() + i)).startsWith(expected.get(i));
        }
    }

    @Test
    void killedAtAnyMomentTheNextRunGoesOnAndWritesTheSameFiles() throws Exception {
        kill(1);
    }

    @Test
    @Tag("slow")
    void killedAtTwentyMomentsTheNextRunGoesOnAndWritesTheSameFiles() throws Exception {
        kill(20);
    }

    private void kill(int times) throws Exception {
        copyArtifacts();
        Outcome undisturbed = evaluate("--model", YOLO, "--oof").run();
        assertThat(undisturbed.status()).as(undisturbed.toString()).isZero();
        Map<String, String> whole = written();
        Path journals = user.artifacts().resolve(".cache/evaluate/model_" + YOLO);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            Scratch.delete(reports());
            Running run = evaluate("--model", YOLO, "--oof").start();
            long bytes = 1L + random.nextInt(JOURNAL_BYTES);
            Path journal = journals.resolve(random.nextBoolean() ? "test.journal" : "oof_fold_1.journal");
            assertThat(run.await(() -> size(journal) >= bytes))
                    .as("killed before its end, seed %d", seed)
                    .isTrue();
            run.signal("KILL");
            run.outcome();
            Outcome resumed = evaluate("--model", YOLO, "--oof").run();
            assertThat(resumed.status()).as(resumed.toString()).isZero();
            assertThat(written()).as("seed %d", seed).isEqualTo(whole);
            try (Stream<Path> left = Files.list(journals)) {
                assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("lock");
            }
        }
    }

    @Test
    void whatCannotBeEvaluatedIsNamedAndTheStatusSaysSo() throws Exception {
        copyArtifacts();
        Path split = user.work().resolve("mixed.csv");
        Files.writeString(split, """
                path,label
                Medicine\\lava-cookie.png,Medicine
                Plate/cut-short.png,Plate
                no/such.png,TM
                Ball/timer-outline.png,Ostrich
                """);
        Outcome outcome = evaluate("--model", YOLO, "--split", split.toString()).run();

        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(1);
        assertThat(outcome.out()).contains("pictures                   1", "left out                   3");
        assertThat(outcome.err())
                .contains("left out: Plate/cut-short.png: CORRUPT_IMAGE: ")
                .contains("left out: no/such.png: NOT_A_FILE: ")
                .contains("left out: Ball/timer-outline.png: LABELS_MISMATCH: 'Ostrich' is not a class of the model.");
        assertThat(Files.readAllLines(reports().resolve("test_left_out_" + YOLO + ".csv")))
                .hasSize(4);
    }

    @Test
    void wrongCallsSayWhatIsWrong() throws Exception {
        copyArtifacts();
        Outcome unknown = evaluate("--model", "resnet99").run();
        assertThat(unknown.status()).as(unknown.toString()).isEqualTo(3);
        assertThat(unknown.err()).contains("resnet99");
        Outcome split = evaluate("--model", YOLO, "--split", "nowhere.csv").run();
        assertThat(split.status()).isEqualTo(1);
        assertThat(split.err()).contains("There is no ").contains("nowhere.csv");
        Outcome data =
                user.pokeai("evaluate", "--model", YOLO, "--data", "nowhere").run();
        assertThat(data.status()).isEqualTo(1);
        assertThat(data.err()).contains("None of the 176 pictures of the table is there", "POKEAI_DATASET_DIR");
    }

    private Installation.Command evaluate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("evaluate"));
        arguments.addAll(List.of(more));
        return user.pokeai(arguments.toArray(String[]::new)).set("POKEAI_DATASET_DIR", SPRITES.toString());
    }

    private Path reports() {
        return user.artifacts().resolve("reports");
    }

    private void requireGoldens(String model) throws IOException {
        for (String name : List.of(
                "reports/test_classification_report_" + model + ".txt",
                "reports/test_confusion_matrix_" + model + ".csv",
                "test_summaries/test_summary_" + model + ".csv")) {
            assertThat(user.artifacts().resolve(name))
                    .hasSameBinaryContentAs(SHARED.resolve("goldens").resolve(name));
        }
        List<String[]> found = rows(reports().resolve("test_predictions_" + model + ".csv"));
        List<String[]> golden = rows(SHARED.resolve("goldens/reports/test_predictions_" + model + ".csv"));
        assertThat(found).hasSameSizeAs(golden);
        for (int i = 0; i < golden.size(); i++) {
            String[] row = found.get(i);
            String[] expected = golden.get(i);
            assertThat(List.of(row[0], row[1], row[2], row[4]))
                    .isEqualTo(List.of(expected[0], expected[1], expected[2], expected[4]));
            assertThat(Double.parseDouble(row[3])).isCloseTo(Double.parseDouble(expected[3]), within(CONFIDENCE));
        }
    }

    private void requireFiles(String model) {
        for (String name : List.of(
                "evaluation_" + model + ".json", "test_classes_" + model + ".csv", "report_" + model + ".html")) {
            assertThat(reports().resolve(name)).isNotEmptyFile();
        }
    }

    /** All texts below the artifacts folder, without the time that a picture took. */
    private Map<String, String> written() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String place : List.of("reports", "test_summaries")) {
            try (Stream<Path> found = Files.list(user.artifacts().resolve(place))) {
                for (Path file : found.toList()) {
                    String name = String.valueOf(file.getFileName());
                    if (name.endsWith(".png")) {
                        files.put(name, String.valueOf(Arrays.hashCode(Files.readAllBytes(file))));
                    } else {
                        files.put(
                                name,
                                Files.readString(file)
                                        .replaceAll("\"milliseconds_per_picture\" ?: ?[^,}\\n]*", "")
                                        .replaceAll("\"milliseconds_per_picture_reason\" ?: ?\"[^\"]*\",?", ""));
                    }
                }
            }
        }
        return files;
    }

    private void copyArtifacts() throws IOException {
        Shared.require(SHARED);
        for (String name : List.of("classes.txt", "test_split.csv", "train_dev_split.csv", "folds", "yolo_cls_runs")) {
            Scratch.copy(SHARED.resolve(name), user.artifacts().resolve(name));
        }
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
