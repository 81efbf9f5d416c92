package io.pokeai.aug.reports.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.evaluation.labels.LabelIssue;
import io.pokeai.aug.evaluation.labels.LabelIssues;
import io.pokeai.aug.evaluation.summary.Evaluation;
import io.pokeai.aug.evaluation.summary.EvaluationOptions;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final List<String> HOSTILE = List.of(
            "</script><script>alert(1)</script>",
            "\"><img src=x onerror=alert(2)>",
            "a\u202eb\u2066",
            "line\nfeed\r",
            "皮卡丘",
            "<!--",
            "]]>'&amp;",
            "\ud800",
            "x".repeat(400),
            "NA");

    private static TestPredictions hostile() {
        return new TestPredictions(
                "</title><script>alert(3)</script>",
                HOSTILE,
                200,
                row -> row % 10,
                row -> row * 7 % 10,
                row -> HOSTILE.get(row % 10) + "/</script>\u202egnp." + row);
    }

    private static ReportContent content(TestPredictions predictions) {
        Evaluation evaluation = Evaluation.of(predictions, EvaluationOptions.DEFAULT)
                .withLabelIssues(LabelIssues.find(predictions))
                .withTwins(row -> row % 2 == 0);
        return ReportContent.of(predictions, evaluation);
    }

    /** Noise: no picture makes a larger JPEG. */
    private static Optional<Image> noise(int row) {
        byte[] rgb = new byte[224 * 224 * 3];
        new Random(row).nextBytes(rgb);
        return Optional.of(new Image(224, 224, rgb));
    }

    @Test
    void noNameBecomesMarkupOrScript() throws IOException {
        PageText page = PageText.of(ReportPage.of(content(hostile()).withNotice("<b>notice</b>")));
        assertThat(page.scripts()).hasSize(5);
        assertThat(page.markup())
                .doesNotContain("<img", "<script", "<b>", "\u202e", "\u2066", "\ud800", "alert(1)<")
                .contains("&lt;/script&gt;", "a\\u202eb\\u2066", "line\\nfeed\\r", "\\ud800", "皮卡丘", "&lt;b&gt;notice");
        assertThat(page.html()).doesNotContain("<script>alert", "onerror=alert(2)>");
    }

    @Test
    void theIslandHoldsTheNamesAsTheyAre() throws IOException {
        Map<String, Object> data =
                PageText.of(ReportPage.of(content(hostile()))).data();
        assertThat(data).containsEntry("schema", "pokeai-report-1").containsEntry("classes", HOSTILE);
        assertThat(data).containsEntry("model", "</title><script>alert(3)</script>");
    }

    @Test
    void nothingIsLoadedAndOnlyThePagesOwnScriptsAndStylesCount() throws Exception {
        TestPredictions predictions =
                new TestPredictions("m", List.of("a", "b"), 50, row -> row % 2, row -> row % 3 % 2, row -> "p" + row);
        PageText page = PageText.of(ReportPage.of(content(predictions)));
        String head = page.html().substring(0, page.html().indexOf("<title>"));
        assertThat(head).contains("default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:;");
        assertThat(head).doesNotContain("unsafe");
        for (String text : page.scripts()) {
            assertThat(head).contains("'sha256-" + hash(text) + "'");
        }
        for (String text : page.styles()) {
            assertThat(head).contains("'sha256-" + hash(text) + "'");
        }
        assertThat(page.markup()).doesNotContain(" src=", "@import", " style=", " onclick");
        assertThat(String.join("\n", page.styles())).doesNotContain("url(", "@import");
    }

    private static String hash(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aPageCanBeUsedWithoutMouseAndReadWithoutEyes() {
        String markup = PageText.of(ReportPage.of(content(hostile()))).markup();
        assertThat(markup)
                .contains(
                        "<html lang=\"en\">",
                        "<main id=\"main\">",
                        "class=\"skip\" href=\"#main\"",
                        "<nav aria-label=\"Sections\">",
                        "<canvas id=\"map\" tabindex=\"0\" role=\"img\" aria-label=\"Confusion matrix: rows are true classes",
                        "role=\"status\"",
                        "<label>Filter <input",
                        "name=\"viewport\"",
                        "<meta name=\"color-scheme\" content=\"light dark\">");
        for (String id : List.of("figures", "pairs", "classes", "reliability", "mistakes", "issues")) {
            assertThat(markup).contains("href=\"#" + id + "\"", "<section id=\"" + id + "\"");
        }
    }

    @Test
    void confusionsOfTheIslandSumUpToThePictures() throws IOException {
        TestPredictions predictions = hostile();
        Map<String, Object> data =
                PageText.of(ReportPage.of(content(predictions))).data();
        List<?> cells = (List<?>) data.get("confusion");
        double sum = IntStream.range(0, cells.size() / 3)
                .mapToDouble(i -> (double) cells.get(3 * i + 2))
                .sum();
        assertThat(sum).isEqualTo(200);
        assertThat((List<?>) data.get("order")).hasSize(10);
        Map<?, ?> rows = (Map<?, ?>) data.get("rows");
        for (String column : List.of("row", "truth", "predicted", "confidence", "path")) {
            assertThat((List<?>) rows.get(column)).hasSameSizeAs((List<?>) rows.get("row"));
        }
    }

    @Test
    void theSameContentGivesTheSameBytes() {
        ReportContent content = content(hostile()).withPictures(ReportPageTest::noise, ReportPageTest::noise, "../");
        assertThat(ReportPage.of(content)).isEqualTo(ReportPage.of(content));
    }

    @Test
    void aHundredThousandRowsOf149ClassesStayBelowTenMegabytesAnd500Pictures() throws IOException {
        List<String> names =
                IntStream.range(0, 149).mapToObj(k -> "Pokémon number " + k).toList();
        TestPredictions predictions = new TestPredictions(
                "large",
                names,
                100_000,
                row -> row % 149,
                row -> row % 3 == 0 ? (int) (row * 31L % 149) : row % 149,
                row -> "/home/somebody/data sets/pictures/" + names.get(row % 149) + "/picture " + row + ".jpg");
        AtomicInteger asked = new AtomicInteger();
        RowPictures pictures = row -> {
            asked.incrementAndGet();
            return noise(row);
        };
        List<LabelIssue> issues = IntStream.range(0, 20_000)
                .mapToObj(row -> new LabelIssue(row, predictions.path(row), 0, 1, true, 0.01f, 0.2))
                .toList();
        ReportContent content = new ReportContent(
                predictions, List.of(), List.of(), List.of(), issues, List.of(), pictures, pictures, "../");
        byte[] page = ReportPage.of(content);
        assertThat(page.length).isLessThan(ReportPage.MOST_BYTES);
        assertThat(asked.get()).isBetween(300, 500);
        assertThat(PageText.of(page).markup()).contains("test_predictions_*.csv");
    }

    @Test
    void veryLongNamesOfVeryManyClassesLeaveLessOfTheRest() {
        List<String> names = IntStream.range(0, 3000)
                .mapToObj(k -> k + "-" + "皮".repeat(150))
                .toList();
        TestPredictions predictions = new TestPredictions(
                "long", names, 20_000, row -> row % 3000, row -> row * 31 % 3000, row -> "p".repeat(300) + row);
        assertThat(ReportPage.of(ReportContent.of(predictions)).length).isLessThan(ReportPage.MOST_BYTES);
    }

    @Test
    void aPageOfAFaultlessModelSaysSo() throws IOException {
        TestPredictions predictions =
                new TestPredictions("good", List.of("a", "b"), 10, row -> row % 2, row -> row % 2, row -> "p" + row);
        PageText page = PageText.of(ReportPage.of(ReportContent.of(predictions)));
        assertThat(page.markup()).contains("Every answer is right.");
        assertThat((Map<?, ?>) page.data().get("thumbnails")).isEmpty();
    }

    @Test
    void figuresAndNoticesComeFromTheEvaluation() {
        String markup = PageText.of(ReportPage.of(content(hostile()))).markup();
        assertThat(markup)
                .contains("Accuracy without leaks", "Top-3 accuracy", "Macro F1", "Calibration error", "AUGRC")
                .contains("100 of 200 test pictures have a twin in the training rows");
    }

    @Test
    void issuesOfOtherClassesAreRefused() {
        TestPredictions predictions = hostile();
        List<LabelIssue> issues = List.of(new LabelIssue(0, "p", 0, 10, true, 0.1f, 0.1));
        assertThatThrownBy(() -> new ReportContent(
                        predictions,
                        List.of(),
                        List.of(),
                        List.of(),
                        issues,
                        List.of(),
                        RowPictures.NONE,
                        RowPictures.NONE,
                        ""))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("10 classes");
    }
}
