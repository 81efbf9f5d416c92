package io.pokeai.aug.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.evaluation.statistics.Draws;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * 200 reports of scikit-learn 1.9.1: 1 to 149 classes, supports of 1 to 40, classes that are absent or never answered, CJK and
 * long names. src/test/scripts/make_fixtures.py made the same cases, and the digests.
 */
class ReportTextsTest {
    private static final List<String> POOL = List.of(
            "\u732b",
            "\u72ac",
            "Pok\u00e9",
            "\uD83D\uDE00",
            "a class whose name has forty characters",
            "x",
            "\u30dd\u30b1\u30e2\u30f3");

    @Test
    void twoHundredReportsAreScikitLearnsToTheCharacter() throws IOException, NoSuchAlgorithmException {
        List<String> digests;
        try (InputStream stream = ReportTextsTest.class.getResourceAsStream("report_digests.txt")) {
            assertThat(stream).isNotNull();
            digests = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        assertThat(digests).hasSize(200);
        for (int number = 0; number < digests.size(); number++) {
            String text = ClassificationReport.text(new ClassScores(matrix(new Draws(number, 100).stream(0))));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            assertThat(HexFormat.of().formatHex(digest)).as(text).isEqualTo(digests.get(number));
        }
    }

    private static ConfusionMatrix matrix(Draws.Stream random) {
        int classes = 1 + random.index(0, 149);
        List<String> names = new ArrayList<>();
        List<Integer> truth = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            names.add(POOL.get(random.index(1L + k, POOL.size())) + " " + k);
            int support = k > 0 && random.index(1000L + k, 5) == 0 ? 0 : 1 + random.index(2000L + k, 40);
            for (int i = 0; i < support; i++) {
                truth.add(k);
            }
        }
        int mode = random.index(3000, 3);
        int[] predicted = new int[truth.size()];
        for (int i = 0; i < predicted.length; i++) {
            int other = random.index(10000L + i, classes);
            int own = mode == 0 && random.index(50000L + i, 4) > 0 ? truth.get(i) : other;
            predicted[i] = mode == 2 ? own / 2 * 2 : own;
        }
        return ConfusionMatrix.of(names, truth.stream().mapToInt(k -> k).toArray(), predicted);
    }
}
