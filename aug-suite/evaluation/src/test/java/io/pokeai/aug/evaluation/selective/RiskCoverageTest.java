package io.pokeai.aug.evaluation.selective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.PredictionList;
import io.pokeai.aug.evaluation.Rows;
import io.pokeai.aug.evaluation.scores.Answers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RiskCoverageTest {
    private static Answers answers(int[] truth, float... confidences) {
        float[][] probabilities = new float[confidences.length][];
        for (int row = 0; row < confidences.length; row++) {
            probabilities[row] = new float[] {confidences[row], 1 - confidences[row]};
        }
        return Answers.of(Rows.of(truth, probabilities));
    }

    /** r = 0, 1/2, 1/3, 1/2 at coverages 1/4…1. */
    @Test
    void theAreasAreThoseOfTheirDefinitions() {
        RiskCoverage risk = RiskCoverage.of(answers(new int[] {0, 1, 0, 1}, .9f, .8f, .7f, .6f));

        assertThat(risk.aurc()).isCloseTo((0 / 2.0 + 1 / 2.0 + 1 / 3.0 + .5 / 2) / 3, within(1e-15));
        assertThat(risk.augrc()).isCloseTo((0 + 1 / 2.0 + 1 + 3 / 2.0) / 16, within(1e-15));
    }

    /** The closed form of arXiv 2407.01032. */
    @Property
    void augrcFollowsFromTheAreaUnderTheRocCurve(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int rows) {
        Answers answers = Answers.of(Rows.random(seed, rows, 3, 4));
        double pairs = 0;
        int right = answers.right().cardinality();
        for (int one = 0; one < rows; one++) {
            for (int other = 0; other < rows; other++) {
                if (answers.right(one) && !answers.right(other)) {
                    pairs += answers.confidence(one) > answers.confidence(other)
                            ? 0
                            : answers.confidence(one) == answers.confidence(other) ? .5 : 1;
                }
            }
        }
        double wrong = rows - right;
        assertThat(RiskCoverage.of(answers).augrc())
                .isCloseTo((pairs + wrong * wrong / 2) / rows / rows, within(1e-14));
    }

    @Property
    void theOrderOfTheRowsDoesNotMatter(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
        PredictionList rows = Rows.random(seed, count, 3, 4);
        List<PredictionList.Row> shuffled = new ArrayList<>(rows.rows());
        Collections.shuffle(shuffled, new Random(seed));
        RiskCoverage one = RiskCoverage.of(Answers.of(rows));
        RiskCoverage other = RiskCoverage.of(Answers.of(new PredictionList("resnet18", rows.classes(), shuffled)));

        assertThat(other).isEqualTo(one);
        assertThat(other.aurc()).isEqualTo(one.aurc());
    }

    @Test
    void coverageAtARiskKeepsEqualConfidencesTogether() {
        int[] truth = {0, 0, 0, 1, 0, 1};
        RiskCoverage risk = RiskCoverage.of(answers(truth, .9f, .8f, .8f, .8f, .7f, .6f));

        assertThat(risk.points()).hasSize(4);
        assertThat(risk.atRisk(.25)).hasValue(new RiskPoint(.7f, 5, 1, 5 / 6.0, .2));
        assertThat(risk.atRisk(.2)).hasValue(new RiskPoint(.7f, 5, 1, 5 / 6.0, .2));
        assertThat(risk.atRisk(.19).orElseThrow().answered()).isEqualTo(1);
        assertThat(risk.atRisk(1).orElseThrow().coverage()).isEqualTo(1);
    }

    @Test
    void whereTheMostConfidentAnswerIsWrongThereIsNoCoverage() {
        assertThat(RiskCoverage.of(answers(new int[] {1, 0}, .9f, .8f)).atRisk(.05))
                .isEmpty();
    }

    @Test
    void aThinnedCurveKeepsItsEnds() {
        RiskCoverage risk = RiskCoverage.of(Answers.of(Rows.random(3, 500, 5, 1000)));
        List<RiskPoint> thinned = risk.thinned(20);

        assertThat(thinned).hasSize(20).first().isEqualTo(risk.points().get(0));
        assertThat(thinned.get(19).coverage()).isEqualTo(1);
        assertThat(risk.thinned(1000)).isEqualTo(risk.points());
    }
}
