package io.pokeai.aug.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.PandasCsv;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassScoresTest {
    private static final Path DATA = Shared.data("artifacts");

    private static ClassScores scores(List<String> classes, int[] truth, int[] predicted) {
        return new ClassScores(ConfusionMatrix.of(classes, truth, predicted));
    }

    /** scikit-learn 1.9.1 of the answers that PyTorch gave for the sprites. */
    @ParameterizedTest
    @CsvSource({"resnet18, 5", "yolov8n-cls, 2"})
    void reportSummaryAndMatrixOfTheSpritesAreScikitLearns(String model, int folds) throws IOException {
        Shared.require(DATA);
        Path goldens = DATA.resolve("goldens");
        List<String> classes = Files.readAllLines(DATA.resolve("classes.txt"));
        PictureTable predictions = PictureTable.read(goldens.resolve("reports/test_predictions_" + model + ".csv"));
        int answer = predictions.column("pred").orElseThrow();
        ClassScores scores = scores(
                classes,
                predictions.rows().stream()
                        .map(PictureRow::label)
                        .mapToInt(classes::indexOf)
                        .toArray(),
                predictions.rows().stream()
                        .map(row -> row.more().get(answer))
                        .mapToInt(classes::indexOf)
                        .toArray());
        assertThat(ClassificationReport.file(model, folds, scores))
                .isEqualTo(Files.readString(goldens.resolve("reports/test_classification_report_" + model + ".txt")));
        assertThat(SummaryTable.toCsv(TestSummary.of(model, scores)))
                .isEqualTo(Files.readString(goldens.resolve("test_summaries/test_summary_" + model + ".csv")));
        try (Reader reader =
                        Files.newBufferedReader(goldens.resolve("reports/test_confusion_matrix_" + model + ".csv"));
                CSVParser parser = PandasCsv.parser(reader)) {
            for (CSVRecord record : parser) {
                for (int k = 0; k < classes.size(); k++) {
                    assertThat(scores.matrix().count((int) record.getRecordNumber() - 1, k))
                            .isEqualTo(Integer.parseInt(record.get(k + 1)));
                }
            }
        }
    }

    @Test
    void theAggregateOfTheSpritesIsPandas() throws IOException {
        Shared.require(DATA);
        Path summaries = DATA.resolve("goldens/test_summaries");
        SummaryTable table = SummaryTable.read(List.of(
                summaries.resolve("test_summary_resnet18.csv"), summaries.resolve("test_summary_yolov8n-cls.csv")));
        assertThat(table.toCsv())
                .isEqualTo(Files.readString(DATA.resolve("goldens/reports/test_summary_aggregated.csv")));
    }

    /** A class that occurs neither as truth nor as answer is in the table, but not in the header's means. */
    @Test
    void absentClassesCountInTheTableAlone() {
        ClassScores scores = scores(List.of("a", "b", "c", "d"), new int[] {0, 0, 1, 2}, new int[] {0, 1, 1, 2});
        assertThat(scores.macroF1()).isCloseTo((2 / 3.0 + 2 / 3.0 + 1) / 3, within(1e-15));
        assertThat(scores.macroOverAll().f1()).isCloseTo((2 / 3.0 + 2 / 3.0 + 1) / 4, within(1e-15));
        assertThat(ClassificationReport.text(scores)).isEqualTo("""
                              precision    recall  f1-score   support

                           a       1.00      0.50      0.67         2
                           b       0.50      1.00      0.67         1
                           c       1.00      1.00      1.00         1
                           d       0.00      0.00      0.00         0

                    accuracy                           0.75         4
                   macro avg       0.62      0.62      0.58         4
                weighted avg       0.88      0.75      0.75         4
                """);
    }

    /** scikit-learn 1.9.1 to the character: its counts are floats then. */
    @Test
    void whereNoAnswerIsRightSupportsArePrintedAsScikitLearnDoes() {
        ClassScores scores = scores(List.of("a", "b", "c"), new int[] {0, 0, 1}, new int[] {1, 1, 0});
        assertThat(ClassificationReport.text(scores)).isEqualTo("""
                              precision    recall  f1-score   support

                           a       0.00      0.00      0.00       2.0
                           b       0.00      0.00      0.00       1.0
                           c       0.00      0.00      0.00       0.0

                    accuracy                           0.00       3.0
                   macro avg       0.00      0.00      0.00       3.0
                weighted avg       0.00      0.00      0.00       3.0
                """);
    }

    /** scikit-learn: balanced accuracy 0.75, macro recall 0.5. */
    @Test
    void aClassThatIsOnlyAnsweredIsNotInTheBalancedAccuracy() {
        ClassScores scores = scores(List.of("a", "b", "c"), new int[] {0, 0, 1, 1}, new int[] {0, 2, 1, 1});
        assertThat(scores.balancedAccuracy()).isEqualTo(0.75);
        assertThat(scores.macroRecall()).isEqualTo(0.5);
    }

    @Test
    void namesArePaddedByCodePoints() {
        ClassScores scores =
                scores(List.of("\u732b", "\uD83D\uDE00 a class of many words"), new int[] {0, 1}, new int[] {0, 1});
        assertThat(ClassificationReport.text(scores).lines().skip(2).limit(2))
                .containsExactly(
                        " ".repeat(22) + "\u732b       1.00      1.00      1.00         1",
                        "\uD83D\uDE00 a class of many words       1.00      1.00      1.00         1");
    }

    @Test
    void theTopConfusionIsTheMostFrequentWrongAnswerAndOfEqualsTheFirst() {
        ConfusionMatrix matrix = ConfusionMatrix.of(
                List.of("a", "b", "c"), new int[] {0, 0, 0, 0, 0, 1, 1, 1, 2}, new int[] {0, 0, 0, 1, 2, 0, 2, 2, 2});
        assertThat(matrix.topConfusion(0)).hasValue(1);
        assertThat(matrix.topConfusion(1)).hasValue(2);
        assertThat(matrix.topConfusion(2)).isEmpty();
    }

    @Test
    void answersThatAreNotClassesAreRefused() {
        assertThatThrownBy(() -> scores(List.of("a"), new int[] {1}, new int[] {0}))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("There is no class 1 among 1.");
        assertThatThrownBy(() -> scores(List.of("a"), new int[] {0}, new int[] {}))
                .hasMessageContaining("0 answers were given for 1 pictures");
    }
}
