package io.pokeai.engine.dataset;

import static io.pokeai.engine.dataset.ReferenceJson.list;
import static io.pokeai.engine.dataset.ReferenceJson.map;
import static io.pokeai.engine.dataset.ReferenceJson.numbers;
import static io.pokeai.engine.dataset.ReferenceJson.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetSplitTest {
    @Test
    void thePublishedSplitsAndFoldsComeBackByteForByte() throws IOException {
        Path published = Shared.at("splits/published");
        DatasetSplit split =
                DatasetSplit.of(PictureTable.read(published.resolve("dedup_index.csv")), SplitSettings.DEFAULT);
        assertThat(split.trainDev().toCsv()).isEqualTo(Files.readString(published.resolve("train_dev_split.csv")));
        assertThat(split.test().toCsv()).isEqualTo(Files.readString(published.resolve("test_split.csv")));
        assertThat(split.classes().toText()).isEqualTo(Files.readString(published.resolve("classes.txt")));
        List<Object> folds = foldsOf(ReferenceJson.json("splits/published/folds.json"));
        assertThat(folds).hasSize(5);
        for (int fold = 0; fold < 5; fold++) {
            Map<String, Object> expected = map(folds.get(fold));
            assertThat(sha256(split.folds().get(fold).train().toCsv())).isEqualTo(expected.get("train_csv_sha256"));
            assertThat(sha256(split.folds().get(fold).validation().toCsv())).isEqualTo(expected.get("val_csv_sha256"));
        }
    }

    private static List<Object> foldsOf(Map<String, Object> json) {
        return list(json.get("cases"));
    }

    static Stream<Map<String, Object>> chains() throws IOException {
        return list(ReferenceJson.json("splits/upsample_cases.json").get("cases")).stream()
                .map(ReferenceJson::map);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void theWholeChainIsPandasAndScikitLearns(Map<String, Object> test) {
        Map<String, Object> options = map(test.get("options"));
        SplitSettings settings = new SplitSettings(
                number(options, "seed", 42),
                (int) number(options, "folds", 5),
                (int) number(options, "least", 2),
                (int) number(options, "cap", 1000),
                SmallClasses.parse(String.valueOf(options.getOrDefault("small", "filter")), "small"),
                SmallClasses.parse(String.valueOf(options.getOrDefault("td_small", "filter")), "td_small"));
        PictureTable table = table(texts(test.get("labels")));
        DatasetSplit split = DatasetSplit.of(table, settings);
        assertThat(rowNumbers(split.trainDev())).isEqualTo(numbers(test.get("train_dev")));
        assertThat(rowNumbers(split.test())).isEqualTo(numbers(test.get("test")));
        List<Object> validation = list(test.get("val"));
        for (int fold = 0; fold < validation.size(); fold++) {
            int[] positions = numbers(validation.get(fold));
            assertThat(split.folds().get(fold).validation())
                    .isEqualTo(split.trainDev().select(positions));
        }
    }

    private static long number(Map<String, Object> options, String key, long otherwise) {
        return options.get(key) instanceof Number number ? number.longValue() : otherwise;
    }

    /** Row i has its number in its path. */
    private static PictureTable table(List<String> labels) {
        return new PictureTable(
                List.of("hash"),
                IntStream.range(0, labels.size())
                        .mapToObj(i -> new PictureRow(labels.get(i) + "/" + i + ".png", labels.get(i), List.of("" + i)))
                        .toList());
    }

    private static int[] rowNumbers(PictureTable table) {
        return table.rows().stream()
                .mapToInt(row -> Integer.parseInt(row.more().get(0)))
                .toArray();
    }

    @Test
    void everyRowIsInOnePartAndEveryClassIsTrained() {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            labels.add("class " + i % 7 * (i % 3));
        }
        DatasetSplit split =
                DatasetSplit.of(table(labels), SplitSettings.DEFAULT.withSeed(7).withFolds(3));
        List<PictureRow> rows = new ArrayList<>(split.trainDev().rows());
        rows.addAll(split.test().rows());
        assertThat(rows).doesNotHaveDuplicates();
        assertThat(split.classes().names()).containsAll(split.test().labels());
        for (DatasetSplit.Fold fold : split.folds()) {
            List<PictureRow> both = new ArrayList<>(fold.train().rows());
            both.addAll(fold.validation().rows());
            assertThat(both)
                    .containsExactlyInAnyOrderElementsOf(split.trainDev().rows());
        }
    }

    /** A class whose few training rows are filtered out gets its test row back, and then the rest of that row's group, too. */
    @Test
    void aGroupStaysTogetherWhenAClassWouldBeInTheTestAlone() {
        List<String> labels = new ArrayList<>(Collections.nCopies(40, "a"));
        labels.addAll(Collections.nCopies(40, "b"));
        labels.addAll(Collections.nCopies(5, "c"));
        PictureTable table = table(labels);
        Map<String, Integer> groups = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            groups.put(table.rows().get(i).path(), i);
            groups.put(table.rows().get(80 + i).path(), i);
        }
        int moved = 0;
        for (long seed = 0; seed < 20; seed++) {
            DatasetSplit split = DatasetSplit.of(table, SplitSettings.DEFAULT.withSeed(seed), groups);
            assertThat(groupsOf(split.trainDev(), groups))
                    .as("seed " + seed)
                    .doesNotContainAnyElementsOf(groupsOf(split.test(), groups));
            for (DatasetSplit.Fold fold : split.folds()) {
                assertThat(groupsOf(fold.train(), groups))
                        .as("seed " + seed)
                        .doesNotContainAnyElementsOf(groupsOf(fold.validation(), groups));
            }
            moved += split.notes().stream().anyMatch(note -> note.contains("was in the test alone")) ? 1 : 0;
        }
        assertThat(moved).isPositive();
    }

    /** The groups of the rows; 100 and the number of a row that is in none. */
    private static List<Integer> groupsOf(PictureTable rows, Map<String, Integer> groups) {
        return rows.rows().stream()
                .map(row -> groups.getOrDefault(
                        row.path(), 100 + Integer.parseInt(row.more().get(0))))
                .toList();
    }

    @Test
    void classesAreOrderedByCodePointAndLabelsStayTexts() {
        List<String> labels = new ArrayList<>();
        for (String label : List.of("\uFF21", "\uD83D\uDE00", "NA", "001", "null", "a", "Z")) {
            labels.addAll(Collections.nCopies(20, label));
        }
        assertThat(DatasetSplit.of(table(labels), SplitSettings.DEFAULT)
                        .classes()
                        .names())
                .containsExactly("001", "NA", "Z", "a", "null", "\uFF21", "\uD83D\uDE00");
    }

    @Test
    void tooFewPicturesAreRefusedWithWhatToDo() {
        assertThatThrownBy(() -> DatasetSplit.of(table(List.of("a", "b")), SplitSettings.DEFAULT))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("No class has 2 pictures; 2 were given.");
        assertThatThrownBy(() ->
                        DatasetSplit.of(table(List.of("a", "b", "b", "a")), SplitSettings.DEFAULT.withMinPerClass(1)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("which are fewer than the classes");
        assertThatThrownBy(() -> SplitSettings.DEFAULT.withSeed(1L << 32))
                .hasMessageContaining("The seed is 4294967296.");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
