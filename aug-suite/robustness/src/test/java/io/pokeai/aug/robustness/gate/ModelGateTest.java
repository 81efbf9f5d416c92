package io.pokeai.aug.robustness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.compare.Discordance;
import io.pokeai.aug.evaluation.compare.McNemar;
import io.pokeai.aug.evaluation.compare.TangoInterval;
import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.aug.robustness.metrics.CellAnswers;
import io.pokeai.engine.api.EngineException;
import java.util.BitSet;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelGateTest {
    private static final Cell FOG = new Cell("fog", 3);
    private static final Cell SNOW = new Cell("snow", 1);
    private static final GateTerms TERMS = new GateTerms(.01, .05, new Draws(7, 20_000));

    /** 2 ^ 11 outcomes, of which those with at most one head among eleven coins are as extreme: 12 / 2048. */
    @Test
    void theSignFlipsOfOneCellAreMcNemarsExactTest() {
        PairedCells paired = oneCell(10, 1, 200);
        GateReport report = ModelGate.decide(paired, TERMS);
        CellVerdict cell = report.cells().get(0);

        assertThat(cell.holmP()).isCloseTo(12 / 2048.0, within(1e-12));
        assertThat(cell.maxTP()).isCloseTo(12 / 2048.0, within(2e-3)); // 4 standard errors of 20,000 draws
        assertThat(report.family().p()).isEqualTo(cell.maxTP());
        assertThat(report.outcome()).isEqualTo(GateOutcome.FAIL);
        assertThat(report.worse()).containsExactly(cell);
    }

    /**
     * Models of the published goldens on 176 sprites that are equally good: folds 1 and 2 against 3 and 4, 2 against 4, 1 against 2,
     * five folds against YOLO, five against four folds. Their p values are McNemar's, from SciPy.
     */
    @ParameterizedTest
    @CsvSource({"7, 8, 1", "8, 14, .2863", "13, 7, .2632", "8, 6, .7905", "1, 1, 1"})
    void equallyGoodModelsOfTheGoldensAreNotFailed(int onlyFirst, int onlySecond, double twoSided) {
        GateReport report = ModelGate.decide(oneCell(onlyFirst, onlySecond, 176), TERMS);

        assertThat(report.outcome()).isEqualTo(GateOutcome.INCONCLUSIVE);
        assertThat(new McNemar(report.cells().get(0).rows()).exact()).isCloseTo(twoSided, within(5e-5));
        assertThat(report.limit().exceeds(.01)).isTrue();
    }

    @Test
    void oneCellHasTangosBounds() {
        GateReport report = ModelGate.decide(oneCell(12, 5, 176), new GateTerms(.2, .025, TERMS.draws()));

        assertThat(report.family().bounds().low()).isCloseTo(-.0068, within(5e-5));
        assertThat(report.family().bounds().high()).isCloseTo(.0913, within(5e-5));
        assertThat(report.family().bounds()).isEqualTo(report.cells().get(0).bounds());
        assertThat(report.outcome()).isEqualTo(GateOutcome.PASS);
    }

    /** Bonett's and Price's interval in its closed form: (b + 1)/(n + 2) and (c + 1)/(n + 2) for the two directions. */
    @Test
    void twoEqualCellsHaveBonettsAndPricesBounds() {
        BitSet right = bits(0, 12);
        BitSet others = bits(12, 17);
        PairedCells paired = PairedCells.of(
                CellAnswers.of("a", 176, Map.of(FOG, right, SNOW, right)),
                CellAnswers.of("b", 176, Map.of(FOG, others, SNOW, others)));
        double one = 13 / 178.0;
        double other = 6 / 178.0;
        double half = 1.6448536 * Math.sqrt((one + other - (one - other) * (one - other)) / 178);

        Interval bounds = ModelGate.decide(paired, TERMS).family().bounds();

        assertThat(bounds.low()).isCloseTo(one - other - half, within(1e-7));
        assertThat(bounds.high()).isCloseTo(one - other + half, within(1e-7));
        Interval tango = TangoInterval.of(new Discordance(12, 5, 176), .9);
        assertThat(bounds.high()).isCloseTo(tango.high(), within(.004));
    }

    /** Two equal models have no discordant pair; whether that is a PASS depends on how many pictures there are. */
    @ParameterizedTest
    @CsvSource({"20, INCONCLUSIVE", "5000, PASS"})
    void aModelAgainstItselfPassesOnlyWithEnoughPictures(int pictures, GateOutcome outcome) {
        CellAnswers own = CellAnswers.of("a", pictures, Map.of(FOG, bits(0, 10), SNOW, bits(3, 9)));

        assertThat(ModelGate.decide(PairedCells.of(own, own), TERMS).outcome()).isEqualTo(outcome);
    }

    @Test
    void worseWithinTheMarginIsAPassThatSaysSo() {
        GateReport report = ModelGate.decide(oneCell(60, 20, 10_000), TERMS);

        assertThat(report.outcome()).isEqualTo(GateOutcome.PASS);
        assertThat(report.family().worse()).isTrue();
        assertThat(report.worse()).isEmpty();
        assertThat(report.sentence())
                .isEqualTo(
                        "PASS: 'b' may replace 'a': it is worse, but by less than 1.00 points (mean accuracy over 1 cell"
                                + " 0.40 points lower; it may be 0.26 to 0.56 points worse).");
    }

    @Test
    void aLargeDropFails() {
        GateReport report = ModelGate.decide(oneCell(80, 20, 1000), TERMS);

        assertThat(report.outcome()).isEqualTo(GateOutcome.FAIL);
        assertThat(report.sentence()).startsWith("FAIL: 'b' is worse than 'a' over all cells and in 1 cell (");
    }

    @Test
    void anInconclusiveGateSaysHowManyPicturesWouldDecide() {
        GateReport report = ModelGate.decide(oneCell(15, 14, 176), TERMS);

        assertThat(report.outcome()).isEqualTo(GateOutcome.INCONCLUSIVE);
        assertThat(report.sentence())
                .startsWith(
                        "INCONCLUSIVE: these pictures do not decide whether 'b' is worse than 'a' by 1.00 points or more")
                .containsPattern("about \\d{5} pictures would");
    }

    /** A cell that breaks is named, though the mean over all cells hardly moves. */
    @Test
    void oneCellThatIsWorseFailsTheGateAndIsNamed() {
        SplittableRandom random = new SplittableRandom(3);
        PairedCells paired = SimulatedModels.exchangeable(2000, 20, random)
                .worse(7, .15, random)
                .paired();

        GateReport report = ModelGate.decide(paired, TERMS);

        assertThat(report.worse())
                .extracting(CellVerdict::cell)
                .containsExactly(paired.cells().get(7));
        assertThat(report.outcome()).isEqualTo(GateOutcome.FAIL);
    }

    @Test
    void theSameInputGivesTheSameReport() {
        PairedCells paired =
                SimulatedModels.exchangeable(150, 10, new SplittableRandom(1)).paired();

        assertThat(ModelGate.decide(paired, TERMS)).isEqualTo(ModelGate.decide(paired, TERMS));
    }

    @Test
    void adjustedPValuesRiseAsCellsGetLessClear() {
        PairedCells paired =
                SimulatedModels.exchangeable(300, 15, new SplittableRandom(2)).paired();
        GateReport report = ModelGate.decide(paired, TERMS);

        for (CellVerdict one : report.cells()) {
            for (CellVerdict other : report.cells()) {
                if (statistic(one) > statistic(other)) {
                    assertThat(one.maxTP()).isLessThanOrEqualTo(other.maxTP());
                }
            }
            assertThat(one.holmP()).isGreaterThanOrEqualTo(new McNemar(one.rows()).exact() / 2);
        }
    }

    private static double statistic(CellVerdict cell) {
        return (cell.rows().onlyFirst() - cell.rows().onlySecond())
                / Math.sqrt(cell.rows().discordant());
    }

    @Test
    void otherPicturesOrCellsAreRefused() {
        CellAnswers first = CellAnswers.of("a", 5, Map.of(FOG, new BitSet()));
        CellAnswers second = CellAnswers.of("b", 5, Map.of(SNOW, new BitSet()));

        assertThatThrownBy(() -> PairedCells.of(first, second))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'a' was asked for 5 pictures in [fog:3], 'b' for 5 in [snow:1].");
    }

    @Test
    void termsAreChecked() {
        Draws draws = new Draws(1, 100);

        assertThatThrownBy(() -> new GateTerms(0, .05, draws)).hasMessageContaining("margin of 0.0");
        assertThatThrownBy(() -> new GateTerms(.01, .9, draws)).hasMessageContaining("error probability of 0.9");
        assertThatThrownBy(() -> new GateTerms(.01, .001, draws)).hasMessageContaining("at least 2000 draws");
    }

    private static PairedCells oneCell(int onlyFirst, int onlySecond, int pictures) {
        return PairedCells.of(
                CellAnswers.of("a", pictures, Map.of(FOG, bits(0, onlyFirst))),
                CellAnswers.of("b", pictures, Map.of(FOG, bits(onlyFirst, onlyFirst + onlySecond))));
    }

    private static BitSet bits(int from, int to) {
        BitSet bits = new BitSet();
        bits.set(from, to);
        return bits;
    }
}
