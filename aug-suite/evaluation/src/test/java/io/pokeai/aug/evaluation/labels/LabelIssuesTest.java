package io.pokeai.aug.evaluation.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.PredictionList;
import io.pokeai.aug.evaluation.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LabelIssuesTest {
    /** The definitions of arXiv 1911.00068, one after the other, without a thought of speed. */
    private record NaiveTwin(PredictionList rows) {
        /** The mean of p[j] over the rows labelled j; NaN without rows. */
        double threshold(int j) {
            return rows.rows().stream()
                    .filter(row -> row.truth() == j)
                    .mapToDouble(row -> row.probabilities()[j])
                    .average()
                    .orElse(Double.NaN);
        }

        int confident(PredictionList.Row row) {
            List<Integer> reached = new ArrayList<>();
            for (int j = 0; j < rows.classes().size(); j++) {
                if (row.probabilities()[j] >= threshold(j)) { // never of NaN
                    reached.add(j);
                }
            }
            return reached.stream()
                    .max(Comparator.comparingDouble((Integer j) -> row.probabilities()[j])
                            .thenComparing(Comparator.reverseOrder()))
                    .orElse(-1);
        }

        int suggested(PredictionList.Row row) {
            return confident(row) >= 0 ? confident(row) : row.predicted();
        }

        Map<List<Integer>, Integer> joint() {
            Map<List<Integer>, Integer> joint = new TreeMap<>(Comparator.comparing(Object::toString));
            rows.rows().stream()
                    .filter(row -> confident(row) >= 0)
                    .forEach(row -> joint.merge(List.of(row.truth(), confident(row)), 1, Integer::sum));
            return joint;
        }

        List<String> ranking() {
            return rows.rows().stream()
                    .filter(row -> suggested(row) != row.truth())
                    .sorted(Comparator.comparingDouble(row -> row.probabilities()[row.truth()]))
                    .map(PredictionList.Row::path)
                    .toList();
        }
    }

    @Property(tries = 300)
    void jointAndRankingAreThoseOfTheNaiveTwin(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int count,
            @ForAll @IntRange(min = 1, max = 8) int classes,
            @ForAll @IntRange(min = 1, max = 30) int steps) {
        PredictionList rows = Rows.random(seed, count, classes, steps);
        NaiveTwin twin = new NaiveTwin(rows);
        LabelIssues issues = LabelIssues.find(rows);

        for (int i = 0; i < classes; i++) {
            double sum = 0;
            for (int j = 0; j < classes; j++) {
                assertThat(issues.joint().count(i, j)).isEqualTo(twin.joint().getOrDefault(List.of(i, j), 0));
                sum += issues.joint().calibrated(i, j);
            }
            int label = i;
            assertThat(sum)
                    .isCloseTo(
                            rows.rows().stream()
                                    .mapToInt(row -> row.truth() == label ? 1 : 0)
                                    .sum(),
                            within(1e-9));
        }
        assertThat(issues.candidates().stream().map(LabelIssue::path)).containsExactlyElementsOf(twin.ranking());
        assertThat(issues.candidates().stream().filter(LabelIssue::confident))
                .hasSize(issues.joint().offDiagonal());
        assertThat(issues.joint().rows()).isEqualTo(count);
        for (LabelIssue issue : issues.candidates()) {
            PredictionList.Row row = rows.rows().get(issue.row());
            assertThat(issue.suggested()).isEqualTo(twin.suggested(row));
            assertThat(issue.confident()).isEqualTo(twin.confident(row) >= 0);
            assertThat(issue.normalizedMargin()).isBetween(0.0, 1.0);
        }
    }

    /** The thresholds are 0.433 and 0.8; the third row is labelled 0 and reaches the second one, the second row reaches none. */
    @Test
    void aLabelThatTheModelsAreSureIsAnotherOneComesFirst() {
        LabelIssues issues = LabelIssues.find(Rows.of(
                new int[] {0, 0, 0, 1, 1},
                new float[] {.9f, .1f, 0},
                new float[] {.3f, .7f, 0},
                new float[] {.1f, .9f, 0},
                new float[] {.2f, .8f, 0},
                new float[] {.2f, .8f, 0}));

        assertThat(issues.candidates().stream().map(LabelIssue::row)).containsExactly(2, 1);
        assertThat(issues.candidates().get(0).normalizedMargin()).isCloseTo(.1, within(1e-7));
        // Of three rows labelled 0, one reaches 0's threshold and one reaches 1's: half of them are taken to be wrong.
        assertThat(issues.joint().estimatedIssues()).isEqualTo(1.5);
        assertThat(issues.estimated()).isEqualTo(2);
        assertThat(issues.toCsv()).isEqualTo("""
                rank,row,path,label,suggested,confident,self_confidence,normalized_margin
                1,2,c0/2.png,c0,c1,True,0.1,0.10000001266598701
                2,1,c0/1.png,c0,c1,False,0.3,0.30000001192092896
                """);
    }

    @Test
    void modelsAreNeverConfidentOfAClassWithoutRows() {
        LabelIssues issues =
                LabelIssues.find(Rows.of(new int[] {0, 1}, new float[] {.1f, .1f, .8f}, new float[] {.1f, .1f, .8f}));

        assertThat(issues.candidates()).noneMatch(issue -> issue.suggested() == 2 && issue.confident());
    }

    @Test
    void whereNoRowOfALabelIsConfidentAllAreTakenToBeRight() {
        int[][] counts = {{0, 0}, {1, 3}};
        ConfidentJoint joint = new ConfidentJoint(counts, new int[] {5, 8});

        assertThat(joint.calibrated(0, 0)).isEqualTo(5);
        assertThat(joint.calibrated(0, 1)).isZero();
        assertThat(joint.estimatedIssues()).isEqualTo(2);
    }
}
