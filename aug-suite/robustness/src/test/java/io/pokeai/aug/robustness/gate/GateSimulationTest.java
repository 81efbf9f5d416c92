package io.pokeai.aug.robustness.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.evaluation.statistics.Draws;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The errors that the gate promises, counted in simulated pairs of models. */
class GateSimulationTest {
    private static final double ALPHA = .05;
    private static final int LARGE = 1017;

    @Test
    void equallyGoodModelsSeldomFail() {
        GateTerms terms = terms(.01, 400);
        assertThat(share(120, seed -> SimulatedModels.exchangeable(400, 20, seed), terms, GateOutcome.FAIL))
                .isLessThanOrEqualTo(ALPHA + twoErrors(ALPHA, 120));
        assertThat(share(120, seed -> SimulatedModels.lopsided(400, 20, seed), terms, GateOutcome.FAIL))
                .isLessThanOrEqualTo(ALPHA + twoErrors(ALPHA, 120));
    }

    /** With a margin that no upper bound meets, so that every false alarm is a FAIL. */
    @Test
    @Tag("slow")
    void equallyGoodModelsSeldomFailIn95Cells() {
        GateTerms terms = terms(1e-6, 2000);
        double exchangeable =
                share(1000, seed -> SimulatedModels.exchangeable(LARGE, 95, seed), terms, GateOutcome.FAIL);
        double lopsided = share(1000, seed -> SimulatedModels.lopsided(LARGE, 95, seed), terms, GateOutcome.FAIL);
        System.out.printf("false FAIL: exchangeable %.3f, lopsided %.3f%n", exchangeable, lopsided);

        assertThat(exchangeable).isLessThanOrEqualTo(ALPHA + twoErrors(ALPHA, 1000));
        assertThat(lopsided).isLessThanOrEqualTo(ALPHA + twoErrors(ALPHA, 1000));
    }

    /** At the margin itself, PASS is the wrong answer. */
    @Test
    void candidatesThatAreWorseByTheMarginSeldomPass() {
        assertThat(share(300, GateSimulationTest::worseByThreePoints, terms(.03, 100), GateOutcome.PASS))
                .isLessThanOrEqualTo(ALPHA + twoErrors(ALPHA, 300));
    }

    private static SimulatedModels worseByThreePoints(SplittableRandom random) {
        SimulatedModels models = SimulatedModels.exchangeable(400, 6, random);
        for (int cell = 0; cell < 6; cell++) {
            models.worse(cell, .03, random);
        }
        return models;
    }

    @Test
    void oneCellEightPointsWorseIsNamedAtThePredictedPower() {
        named(100, 550, 20, 400, .14);
    }

    @Test
    @Tag("slow")
    void oneCellOf95EightPointsWorseIsNamedAtThePredictedPower() {
        named(400, 550, 95, 4000, .09);
        named(400, LARGE, 95, 4000, .05);
    }

    private static void named(int pairs, int pictures, int cells, int draws, double tolerance) {
        GateTerms terms = terms(.01, draws);
        double[] predicted = new double[pairs];
        double named = IntStream.range(0, pairs)
                .filter(pair -> {
                    SplittableRandom random = new SplittableRandom(pair);
                    PairedCells paired = SimulatedModels.exchangeable(pictures, cells, random)
                            .worse(3, .08, random)
                            .paired();
                    predicted[pair] = new PairedPower(pictures, ALPHA / 2 / cells)
                            .of(.08, (double) paired.rows(3).discordant() / pictures);
                    return ModelGate.decide(paired, terms).cells().get(3).worse();
                })
                .count();
        double power = IntStream.range(0, pairs)
                .mapToDouble(pair -> predicted[pair])
                .average()
                .orElseThrow();
        System.out.printf("named: %.3f, predicted %.3f%n", named / pairs, power);
        // The prediction is Bonferroni's; sign flips use the dependence of the cells, and find a little more.
        assertThat(named / pairs).isBetween(power - twoErrors(power, pairs) - .02, power + tolerance);
    }

    private static double share(
            int pairs, Function<SplittableRandom, SimulatedModels> models, GateTerms terms, GateOutcome counted) {
        SplittableRandom random = new SplittableRandom(11);
        double hits = 0;
        for (int pair = 0; pair < pairs; pair++) {
            GateReport report = ModelGate.decide(models.apply(random.split()).paired(), terms);
            hits += report.outcome() == counted ? 1 : 0;
        }
        return hits / pairs;
    }

    private static double twoErrors(double share, int trials) {
        return 2 * Math.sqrt(share * (1 - share) / trials);
    }

    private static GateTerms terms(double margin, int draws) {
        return new GateTerms(margin, ALPHA, new Draws(42, draws));
    }
}
