package io.pokeai.aug.robustness.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.cells.CellScores;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The values were computed by a program in Python that draws the same answers and follows the definitions: pairs of pictures for
 * AUGRC and its variance, scikit-learn 1.9 for the area under the ROC curve, SciPy for Fisher's test and quantiles, whole numbers
 * for the permutation test.
 */
class RobustnessFiguresTest {
    /** Both compute in float64, in another order. */
    private static final Offset<Double> SAME = within(1e-9);

    @TempDir
    Path folder;

    private RobustnessResult result;
    private RobustnessFigures figures;

    @BeforeEach
    void draw() throws Exception {
        result = DrawnRun.result(folder);
        figures = RobustnessFigures.of(result);
    }

    private ScoreFigures scores(String model, String augmentation, int severity) {
        return figures.model(model)
                .cell(augmentation, severity)
                .flatMap(CellFigures::scores)
                .orElseThrow();
    }

    private static void is(Measured measured, double value, double low, double high) {
        assertThat(measured.value()).isCloseTo(value, SAME);
        Interval interval = measured.interval().orElseThrow();
        assertThat(interval.low()).isCloseTo(low, SAME);
        assertThat(interval.high()).isCloseTo(high, SAME);
    }

    @Test
    void aCellOfAnEnsembleHasTheScoresOfItsDefinitions() {
        ScoreFigures fog = scores("a", "fog", 3);
        assertThat(fog.pictures()).isEqualTo(90);
        is(fog.meanConfidence(), 0.5197916666666667, 0.4721765436882588, 0.5674067896450745);
        assertThat(fog.calibrationError().value()).isCloseTo(0.2309027777777778, SAME);
        assertThat(fog.debiasedError()).isCloseTo(0.2120130049862381, SAME);
        assertThat(fog.debiasedRootMeanSquare()).isCloseTo(0.17999684075353103, SAME);
        is(fog.logLoss(), 1.4419325588196026, 1.1538420111487462, 1.730023106490459);
        assertThat(fog.clipped()).isZero();
        is(fog.augrc(), 0.3006172839506173, 0.24059358063016917, 0.36064098727106536);
        assertThat(fog.coverage()).isCloseTo(0.011111111111111112, SAME);
        assertThat(fog.disagreementAuc().orElseThrow()).isCloseTo(0.7652649769585254, SAME);
        assertThat(fog.atCleanThreshold())
                .contains(new ScoreFigures.AtThreshold(
                        0.09375f, new Proportion(87, 90), Optional.of(new Proportion(59, 87))));
    }

    @Test
    void aSingleModelHasNoDisagreementAndItsOwnThreshold() {
        ScoreFigures contrast = scores("b", "contrast", 2);
        assertThat(contrast.disagreementAuc()).isEmpty();
        assertThat(contrast.debiasedRootMeanSquare()).isZero();
        assertThat(contrast.debiasedError()).isCloseTo(0.06996674296546912, SAME);
        assertThat(contrast.atCleanThreshold())
                .contains(new ScoreFigures.AtThreshold(
                        0.34375f, new Proportion(76, 90), Optional.of(new Proportion(30, 76))));
    }

    @Test
    void anIntervalEndsWhereTheFigureDoes() {
        is(scores("a", "clean", 0).augrc(), 0.0042592592592592595, 0, 0.01226725072167498);
    }

    @Test
    void aSeverityIsTheMeanOverItsCorruptionsWithIntervalsOverPictures() {
        List<SeverityFigures> severities = figures.model("a").severities(Suite.IMAGENET_C);
        assertThat(severities).hasSize(3);
        SeverityFigures third = severities.get(2);
        assertThat(third.corruptions()).isEqualTo(2);
        assertThat(third.pictures()).isEqualTo(90);
        is(third.accuracy(), 0.3611111111111111, 0.2868018658977189, 0.4354203563245033);
        is(third.drop(), 0.6055555555555555, 0.5289164139125291, 0.682194697198582);
        is(third.relativeAccuracy().orElseThrow(), 0.3735632183908046, 0.29805462281488015, 0.449071813966729);
        SeverityFigures.MeanScores scores = third.scores().orElseThrow();
        is(scores.meanConfidence(), 0.5253472222222222, 0.4832452263150203, 0.5674492181294241);
        is(scores.logLoss(), 1.3723938836514702, 1.1844052478833462, 1.5603825194195942);
        is(scores.augrc(), 0.2631172839506173, 0.2225723762744387, 0.30366219162679586);
        assertThat(scores.calibrationError().value()).isCloseTo(0.18541666666666667, SAME);
        assertThat(scores.debiasedError()).isCloseTo(0.1553165529902368, SAME);
        assertThat(scores.debiasedRootMeanSquare()).isCloseTo(0.113242130295109, SAME);
        assertThat(scores.coverage()).isCloseTo(0.005555555555555556, SAME);
        assertThat(scores.disagreementAuc().orElseThrow()).isCloseTo(0.7993841457969577, SAME);
        assertThat(scores.withAuc()).isEqualTo(2);
    }

    @Test
    void aSeverityOfOneCorruptionHasTheIntervalsOfShares() {
        SeverityFigures noise =
                figures.model("a").severities(Suite.POKEAI).stream().findFirst().orElseThrow();
        assertThat(noise.accuracy()).isEqualTo(Measured.of(74 / 90.0, new Proportion(74, 90).wilson()));
        assertThat(noise.drop().value()).isCloseTo(13 / 90.0, SAME);
    }

    @Test
    void modelsAreComparedOnTheSamePictures() {
        assertThat(figures.between()).hasSize(6);
        RelativeRobustness whole = figures.between().get(0);
        assertThat(whole.model()).isEqualTo("b");
        assertThat(whole.than()).isEqualTo("a");
        assertThat(whole.severity()).isEmpty();
        is(whole.difference(), -0.05555555555555555, -0.09965742613920284, -0.011453684971908275);
        RelativeRobustness second = figures.between().get(2);
        assertThat(second.severity()).hasValue(2);
        is(second.difference(), -0.1, -0.18223210153777689, -0.017767898462223125);
    }

    @Test
    void aClassThatFallsMoreThanOthersIsFragile() {
        ClassFigures hurt = figures.model("a").classes().get(1);
        assertThat(hurt.clean().total()).isEqualTo(18);
        ClassFragility fog = hurt.corruptions().get(0);
        assertThat(fog.rawFall()).isCloseTo(0.7592592592592593, SAME);
        is(fog.fall(), 0.6837541626156387, 0.48907873761406484, 0.8075799518234584);
        assertThat(fog.p()).isCloseTo(1.7959204365202812e-05, within(1e-14));
        assertThat(fog.adjustedP()).isCloseTo(0.00026938806547804217, within(1e-13));
        assertThat(figures.model("a").fragile()).containsExactly(fog);
    }

    @Test
    void classesThatFallLikeOthersAreNotFragile() {
        ClassFragility contrast =
                figures.model("a").classes().get(4).corruptions().get(1);
        assertThat(contrast.rawFall()).isCloseTo(0.375, SAME);
        is(contrast.fall(), 0.3315858038220975, 0.05957667918663101, 0.5678834396187057);
        assertThat(contrast.p()).isCloseTo(0.37659165204066203, SAME);
        ClassFragility noise = figures.model("a").classes().get(2).corruptions().get(2);
        is(noise.fall(), 0.12686247568556944, -0.04065482000811682, 0.2908478578894804);
        assertThat(noise.holdsUpTo()).isZero();
        assertThat(noise.safeUpTo()).isZero();
    }

    @Test
    void aSinkIsTestedAgainstTheWrongAnswersOfCleanPictures() {
        ErrorSink sink = figures.model("a").sinks().get(0);
        assertThat(sink.className()).isEqualTo("c4");
        assertThat(sink.cell()).hasToString("fog:1");
        assertThat(sink.wrong()).isEqualTo(new Proportion(14, 23));
        assertThat(sink.clean()).contains(new Proportion(0, 3));
        assertThat(sink.index()).isCloseTo(6.254901960784314, SAME);
        assertThat(sink.p()).isCloseTo(0.08461538461538462, SAME);
        assertThat(sink.isSink()).as("three wrong answers say little").isFalse();
        assertThat(sink.first()).isTrue();
    }

    @Test
    void cellsWhoseScoresWereNotKeptHaveAccuracyAlone() {
        RobustnessFigures old = RobustnessFigures.of(new RobustnessResult(
                result.plan(), result.cells(), cell -> CellScores.unknown(cell.rows()), result.leftOut()));
        assertThat(old.model("a").cells())
                .hasSize(8)
                .allSatisfy(cell -> assertThat(cell.scores()).isEmpty());
        assertThat(old.model("a").severities(Suite.IMAGENET_C))
                .allSatisfy(severity -> assertThat(severity.scores()).isEmpty());
        assertThat(old.between()).isEqualTo(figures.between());
    }
}
