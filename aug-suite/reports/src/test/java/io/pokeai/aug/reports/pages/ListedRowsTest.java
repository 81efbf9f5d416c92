package io.pokeai.aug.reports.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListedRowsTest {
    private static final List<String> CLASSES = List.of("a", "b", "c");

    @Test
    void mistakesComeFirstByConfidenceAndRightAnswersByDoubt() {
        TestPredictions predictions = new TestPredictions(
                "m", CLASSES, 600, row -> row % 3, row -> row % 2 == 0 ? row % 3 : 0, row -> "p" + row);
        ListedRows rows = ListedRows.of(predictions, 1_000_000);
        assertThat(rows.mistakes()).hasSize(rows.allMistakes());
        assertThat(rows.mistakes().stream()
                        .map(row -> -predictions.confidence(row))
                        .toList())
                .isSorted();
        assertThat(rows.right().stream().map(predictions::confidence).toList()).isSorted();
        assertThat(rows.right()).hasSize(3 * 6).allMatch(predictions::right);
    }

    @Test
    void whereThereIsNoRoomEveryKindOfMistakeKeepsItsMostConfidentOnes() {
        // 0 as 1 nearly always, 0 as 2 and 1 as 2 once each
        TestPredictions predictions = new TestPredictions(
                "m",
                CLASSES,
                1000,
                row -> row == 7 ? 1 : 0,
                row -> row == 7 || row == 500 ? 2 : 1,
                row -> "a/long/path/to/picture" + row);
        ListedRows rows = ListedRows.of(predictions, 1000);
        assertThat(rows.allMistakes()).isEqualTo(1000);
        assertThat(rows.mistakes()).hasSizeBetween(10, 30).contains(7, 500);
        Set<Integer> different = new HashSet<>(rows.mistakes());
        assertThat(different).hasSameSizeAs(rows.mistakes());
    }

    @Test
    void withoutAnyRoomNothingIsListed() {
        TestPredictions predictions = new TestPredictions("m", CLASSES, 10, row -> 0, row -> 1, row -> "p");
        assertThat(ListedRows.of(predictions, 0).mistakes()).isEmpty();
        assertThat(ListedRows.of(predictions, 0).allMistakes()).isEqualTo(10);
    }
}
