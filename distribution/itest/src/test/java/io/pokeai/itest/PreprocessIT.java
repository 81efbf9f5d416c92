package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code pokeai preprocess} of the unpacked runtime against pandas and scikit-learn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreprocessIT {
    private static final Path DATA = Shared.data("");

    private Installation user;

    @BeforeAll
    void unpack() throws Exception {
        user = Installation.used("preprocess");
    }

    @AfterAll
    void remove() {
        user.delete();
    }

    @Test
    void thePublishedIndexGivesThePublishedSplits() throws Exception {
        Path published = DATA.resolve("splits/published");
        Shared.require(published);
        Path target = user.work().resolve("published");
        Outcome outcome = user.pokeai(
                        "preprocess",
                        "--index",
                        published.resolve("dedup_index.csv").toString(),
                        "--artifacts",
                        target.toString())
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        for (String name : List.of("dedup_index.csv", "train_dev_split.csv", "test_split.csv", "classes.txt")) {
            assertThat(target.resolve(name)).hasSameBinaryContentAs(published.resolve(name));
        }
        assertThat(Files.readAllLines(target.resolve("folds/fold_5/val.csv"))).hasSize(1 + 1829);
    }

    @Test
    void theSpritesGiveEveryFileOfThePythonOriginalAndTheTwinsThatWereCountedInPython() throws Exception {
        Path sprites = DATA.resolve("sprites");
        Shared.require(sprites);
        Path target = user.artifacts();
        // 1,936 pictures are examined once for all that is said of them.
        Outcome outcome = user.pokeai("preprocess", "--data", sprites.toString(), "--inspect", "--yolo-folds")
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains("unreadable               3", "training rows        1,578", "test rows              176");
        assertThat(outcome.err()).contains("Plate/cut-short.png: CORRUPT_IMAGE: ");
        assertThat(outcome.out())
                .containsPattern("equal bytes +174\n")
                .containsPattern("with equal visible pixels +90\n")
                .containsPattern("with pHash distance 0 +119\n")
                .containsPattern("yolo files +7,890\n")
                .contains("note: 39 pictures share their class and name with another one");
        requireSame(DATA.resolve("artifacts"), target, 5);
        assertThat(Files.readAllLines(target.resolve("reports/data_quality.csv")))
                .hasSize(1 + 1936);
        assertThat(target.resolve("reports/data_quality.png")).isNotEmptyFile();
        Outcome again =
                user.pokeai("inspect-data", "--data", sprites.toString()).run();
        assertThat(again.status()).as(again.toString()).isZero();
        assertThat(again.out()).containsPattern("with pHash distance 0 +119\n");
    }

    @Test
    void picturesOfOneGroupStayTogetherWhenTheyAreToldTo() throws Exception {
        Path sprites = DATA.resolve("sprites");
        Shared.require(sprites);
        Outcome outcome = preprocess(sprites, user.work().resolve("grouped"), "--group-near-duplicates")
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .containsPattern("with equal visible pixels +0\n")
                .containsPattern("as a duplicate \\(any grade\\) +0\n")
                .containsPattern("whose duplicate is in another fold +0\n");
    }

    @Test
    void aRunThatIsKilledGoesOnAndEndsWithTheSameFiles() throws Exception {
        Path data = user.work().resolve("killed-data");
        for (String label : List.of("cat", "dog")) {
            Pictures.write(data.resolve(label), Pictures.colours(400, label.hashCode()));
        }
        Path whole = user.work().resolve("whole");
        Path killed = user.work().resolve("killed");
        assertThat(preprocess(data, whole).run().status()).isZero();
        Path journal = killed.resolve(".cache/preprocess/examined.tsv");
        Running running = preprocess(data, killed).start();
        running.await(() -> journal.toFile().length() > 0);
        running.signal("KILL");
        running.outcome();
        // Where the machine was too fast for this, the run had ended.
        boolean unfinished = Files.exists(journal) && Files.size(journal) > 0;
        Outcome next = preprocess(data, killed).run();
        assertThat(next.status()).as(next.toString()).isZero();
        if (unfinished) {
            assertThat(next.err()).contains("goes on with a run that was interrupted");
        }
        for (String name : List.of("dataset_index.csv", "dedup_index.csv", "test_split.csv", "folds/fold_3/val.csv")) {
            assertThat(killed.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
        }
    }

    @Test
    void wrongCallsSayWhatIsWrong() throws Exception {
        Outcome nothing = user.pokeai("preprocess").run();
        assertThat(nothing.status()).isEqualTo(2);
        assertThat(nothing.err()).contains("There is neither --data nor --index.");
        Outcome seed =
                user.pokeai("preprocess", "--data", ".").set("SEED", "many").run();
        assertThat(seed.status()).isEqualTo(2);
        assertThat(seed.err()).contains("SEED is 'many'.");
        Outcome folds = user.pokeai("preprocess", "--data", ".", "--folds", "-1")
                .set("N_FOLDS", "3")
                .run();
        assertThat(folds.status()).isEqualTo(2);
        assertThat(folds.err()).contains("--folds is '-1'.", "Use a whole number from 0 to ");
    }

    private Installation.Command preprocess(Path data, Path artifacts, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("preprocess", "--data", data.toString(), "--artifacts", artifacts.toString()));
        arguments.addAll(List.of(more));
        return user.pokeai(arguments.toArray(String[]::new));
    }

    private static void requireSame(Path expected, Path found, int folds) throws IOException {
        for (String name : List.of(
                "dataset_index.csv", "dedup_index.csv", "train_dev_split.csv", "test_split.csv", "classes.txt")) {
            assertThat(found.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
        }
        for (int fold = 1; fold <= folds; fold++) {
            for (String part : List.of("train.csv", "val.csv")) {
                String name = "folds/fold_" + fold + "/" + part;
                assertThat(found.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
            }
        }
        try (Stream<Path> left = Files.list(found.resolve(".cache/preprocess"))) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("lock");
        }
    }
}
