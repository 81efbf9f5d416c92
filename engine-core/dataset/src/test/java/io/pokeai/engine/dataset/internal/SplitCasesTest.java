package io.pokeai.engine.dataset.internal;

import static io.pokeai.engine.dataset.ReferenceJson.list;
import static io.pokeai.engine.dataset.ReferenceJson.map;
import static io.pokeai.engine.dataset.ReferenceJson.numbers;
import static io.pokeai.engine.dataset.ReferenceJson.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.ReferenceJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of scikit-learn's splits and folds. */
class SplitCasesTest {
    private static final long FACTOR = 6364136223846793005L;
    private static final long INCREMENT = 1442695040888963407L;

    static Stream<Map<String, Object>> cases() throws IOException {
        return list(ReferenceJson.json("splits/sklearn_cases.json").get("cases")).stream()
                .map(ReferenceJson::map);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void splitsAreScikitLearns(Map<String, Object> test) {
        List<String> labels = labels(test);
        Map<String, Object> expected = map(test.get("shuffle_split"));
        if (expected.containsKey("error")) {
            assertThatThrownBy(() -> split(test, labels)).isInstanceOf(EngineException.class);
            return;
        }
        StratifiedShuffleSplit split = split(test, labels);
        requireSame(expected, "train", split.train());
        requireSame(expected, "test", split.test());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void foldsAreScikitLearns(Map<String, Object> test) {
        List<String> labels = labels(test);
        Map<String, Object> expected = map(test.get("kfold"));
        int count = ((Number) test.get("n_splits")).intValue();
        Optional<Long> seed = (boolean) test.get("kfold_shuffle") ? Optional.of(seed(test)) : Optional.empty();
        if (expected.containsKey("error")) {
            assertThatThrownBy(() -> StratifiedFolds.of(labels, count, seed)).isInstanceOf(EngineException.class);
            return;
        }
        StratifiedFolds folds = StratifiedFolds.of(labels, count, seed);
        List<Object> whole = expected.containsKey("val") ? list(expected.get("val")) : List.of();
        List<Object> hashes = expected.containsKey("val_sha256") ? list(expected.get("val_sha256")) : List.of();
        assertThat(whole.size() + hashes.size()).isEqualTo(count);
        for (int fold = 0; fold < count; fold++) {
            if (hashes.isEmpty()) {
                assertThat(folds.validation(fold)).isEqualTo(numbers(whole.get(fold)));
            } else {
                assertThat(sha256(folds.validation(fold))).isEqualTo(hashes.get(fold));
            }
            assertThat(folds.training(fold).length + folds.validation(fold).length)
                    .isEqualTo(labels.size());
        }
    }

    private static StratifiedShuffleSplit split(Map<String, Object> test, List<String> labels) {
        Object size = test.get("test_size");
        return size instanceof Long rows
                ? StratifiedShuffleSplit.ofRows(labels, Math.toIntExact(rows), seed(test))
                : StratifiedShuffleSplit.of(labels, ((Number) size).doubleValue(), seed(test));
    }

    private static long seed(Map<String, Object> test) {
        return ((Number) test.get("seed")).longValue();
    }

    private static void requireSame(Map<String, Object> expected, String part, int[] rows) {
        if (expected.containsKey(part)) {
            assertThat(rows).isEqualTo(numbers(expected.get(part)));
        } else {
            assertThat(sha256(rows)).isEqualTo(expected.get(part + "_sha256"));
        }
    }

    /** Written out, or by the rule of the file's notes. */
    private static List<String> labels(Map<String, Object> test) {
        if (test.containsKey("labels")) {
            return texts(test.get("labels"));
        }
        Map<String, Object> rule = map(test.get("labels_rule"));
        long classes = ((Number) rule.get("classes")).longValue();
        long x = ((Number) rule.get("start")).longValue();
        List<String> labels = new ArrayList<>();
        for (int row = 0; row < ((Number) test.get("n")).intValue(); row++) {
            x = x * FACTOR + INCREMENT;
            long v = (x >>> 33) % classes;
            if ((boolean) rule.get("skew")) {
                x = x * FACTOR + INCREMENT;
                v = Math.min(v, (x >>> 33) % classes);
            }
            labels.add(String.format(Locale.ROOT, "c%03d", v));
        }
        return labels;
    }

    private static String sha256(int[] rows) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * rows.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int row : rows) {
            bytes.putInt(row);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
