package io.pokeai.aug.robustness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.aug.robustness.metrics.CellAnswers;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequentialGateTest {
    private static final double ALPHA = .05;
    private static final int PICTURES = 5000;
    private static final double DISCORDANCE = .1;
    private static final List<Cell> ONE = List.of(Cell.CLEAN);
    private static final GateTerms TWO_POINTS = new GateTerms(.02, ALPHA, new Draws(1, 1000));

    /** Medians of a simulation in NumPy, with 5,000 pictures of which 10 % have different answers. */
    @ParameterizedTest
    @CsvSource({".1, FAIL, 84", ".05, FAIL, 256", ".03, FAIL, 816", "0, PASS, 1687"})
    void largeDropsNeedFewPictures(double drop, GateOutcome outcome, int median) {
        int runs = 300;
        int[] seen = new int[runs];
        int wrong = 0;
        for (int run = 0; run < runs; run++) {
            SequentialReport report = run(drop, new SplittableRandom(run));
            seen[run] = report.seen();
            wrong += report.outcome() == outcome ? 0 : 1;
        }
        Arrays.sort(seen);

        assertThat((double) seen[runs / 2]).isCloseTo(median, within(.15 * median + 5));
        assertThat(wrong / (double) runs).isLessThanOrEqualTo(drop == .03 ? .15 : ALPHA + twoErrors(runs));
    }

    /** Every picture is a look; both errors stay below α although one stops at the first that is certain. */
    @Test
    void errorsAreKeptHoweverOftenOneLooks() {
        errors(300);
    }

    @Test
    @Tag("slow")
    void errorsAreKeptIn1000Runs() {
        errors(1000);
    }

    private static void errors(int runs) {
        int failed = 0;
        int passed = 0;
        for (int run = 0; run < runs; run++) {
            failed += run(0, new SplittableRandom(run)).outcome() == GateOutcome.FAIL ? 1 : 0;
            passed += run(.02, new SplittableRandom(-1 - run)).outcome() == GateOutcome.PASS ? 1 : 0;
        }
        System.out.printf("wrong FAIL %d, wrong PASS %d of %d%n", failed, passed, runs);
        assertThat(failed / (double) runs).isLessThanOrEqualTo(ALPHA + twoErrors(runs));
        assertThat(passed / (double) runs).isLessThanOrEqualTo(ALPHA + twoErrors(runs));
    }

    /** The worst that a person can do: look at all evidence after each picture, and take the best of it. */
    @Test
    void theLargestEvidenceOfAllLooksSeldomReachesItsThreshold() {
        int runs = 200;
        int crossed = 0;
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(1000 + run);
            FamilyEvidence evidence = new FamilyEvidence(1, .02);
            boolean ever = false;
            for (int picture = 0; picture < 2 * PICTURES; picture++) {
                evidence.add(difference(0, random));
                ever |= evidence.logWorse() >= Math.log(1 / ALPHA);
            }
            crossed += ever ? 1 : 0;
        }
        assertThat(crossed / (double) runs).isLessThanOrEqualTo(ALPHA + twoErrors(runs));
    }

    /**
     * A candidate that is bad at the first classes and as much better at the last ones, in a data set that is sorted by class: in that
     * order every gate would fail; shuffled it does not matter.
     */
    @Test
    void dataThatAreSortedByClassDoNotBreakIt() {
        int runs = 200;
        int failed = 0;
        int inOrder = 0;
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(run);
            BitSet first = new BitSet();
            BitSet second = new BitSet();
            int pictures = 2000;
            for (int i = 0; i < pictures; i++) {
                double drop = i < pictures / 2 ? .08 : -.08;
                int difference = difference(drop, random);
                first.set(i, difference >= 0);
                second.set(i, difference <= 0);
            }
            PairedCells paired = PairedCells.of(
                    CellAnswers.of("a", pictures, Map.of(Cell.CLEAN, first)),
                    CellAnswers.of("b", pictures, Map.of(Cell.CLEAN, second)));
            failed += SequentialGate.replay(paired, terms(run)).outcome() == GateOutcome.FAIL ? 1 : 0;
            SequentialGate sorted = new SequentialGate("a", "b", ONE, terms(run));
            for (int i = 0; i < pictures; i++) {
                sorted.add(bit(first.get(i)), bit(second.get(i)));
            }
            inOrder += sorted.report().outcome() == GateOutcome.FAIL ? 1 : 0;
        }
        assertThat(failed / (double) runs).isLessThanOrEqualTo(ALPHA + twoErrors(runs));
        assertThat(inOrder).isEqualTo(runs); // or the test would show nothing
    }

    @Test
    void manyCellsTogetherKeepTheError() {
        int runs = 150;
        long failed = IntStream.range(0, runs)
                .filter(run -> SequentialGate.replay(
                                        SimulatedModels.exchangeable(400, 20, new SplittableRandom(run))
                                                .paired(),
                                        terms(run))
                                .outcome()
                        == GateOutcome.FAIL)
                .count();
        assertThat(failed / (double) runs).isLessThanOrEqualTo(ALPHA + twoErrors(runs));
    }

    @Test
    void aCellThatBreaksIsNamedEarly() {
        SplittableRandom random = new SplittableRandom(5);
        PairedCells paired = SimulatedModels.exchangeable(5000, 20, random)
                .worse(4, .3, random)
                .paired();

        SequentialReport report = SequentialGate.replay(paired, new GateTerms(.002, ALPHA, TWO_POINTS.draws()));

        assertThat(report.outcome()).isEqualTo(GateOutcome.FAIL);
        assertThat(report.worse())
                .extracting(SequentialCell::cell)
                .containsExactly(paired.cells().get(4));
        assertThat(report.seen()).isLessThan(500);
        assertThat(report.sentence()).startsWith("FAIL: 'candidate' is worse than 'baseline' in 1 cell after ");
    }

    /** What was decided while pictures came in is decided again from the stored bits. */
    @Test
    void aReplayGivesTheSameReport() {
        PairedCells paired =
                SimulatedModels.exchangeable(700, 8, new SplittableRandom(9)).paired();
        GateTerms terms = new GateTerms(.05, ALPHA, new Draws(77, 1000));
        SequentialGate live = new SequentialGate("baseline", "candidate", paired.cells(), terms);
        for (int picture : PictureOrder.of(700, terms.draws())) {
            BitSet first = new BitSet();
            BitSet second = new BitSet();
            for (int cell = 0; cell < 8; cell++) {
                boolean bothRight = picture % 2 == 0; // makes no difference
                first.set(
                        cell,
                        paired.broken(cell).get(picture)
                                || (bothRight && !paired.mended(cell).get(picture)));
                second.set(
                        cell,
                        paired.mended(cell).get(picture)
                                || (bothRight && !paired.broken(cell).get(picture)));
            }
            live.add(first, second);
        }

        assertThat(SequentialGate.replay(paired, terms)).isEqualTo(live.report());
        assertThat(live.report().outcome()).isNotEqualTo(GateOutcome.INCONCLUSIVE);
    }

    @Test
    void theOrderIsAPermutationOfItsSeed() {
        int[] order = PictureOrder.of(1000, new Draws(5, 100));

        assertThat(order).isEqualTo(PictureOrder.of(1000, new Draws(5, 5000)));
        assertThat(order).isNotEqualTo(PictureOrder.of(1000, new Draws(6, 100)));
        assertThat(IntStream.of(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(PictureOrder.of(0, new Draws(5, 100))).isEmpty();
    }

    /** By hand: mean over λ of (1 + λ)² (1 − λ). */
    @Test
    void evidenceIsTheMeanOfTheBets() {
        CellEvidence evidence = new CellEvidence();
        evidence.add(true, false);
        evidence.add(true, false);
        evidence.add(false, true);
        evidence.add(true, true);
        double mean = Arrays.stream(new double[] {.02, .05, .1, .2, .4, .7})
                .map(rate -> (1 + rate) * (1 + rate) * (1 - rate))
                .average()
                .orElseThrow();

        assertThat(evidence.logWorse()).isCloseTo(Math.log(mean), within(1e-14));
        FamilyEvidence family = new FamilyEvidence(2, .1);
        family.add(2);
        family.add(-1);
        double within = Arrays.stream(new double[] {.02, .05, .1, .2, .4, .7})
                .map(rate -> (1 + rate * (.1 - 1)) * (1 + rate * (.1 + .5)))
                .average()
                .orElseThrow();
        assertThat(family.logWithin()).isCloseTo(Math.log(within), within(1e-14));
    }

    @Test
    void withoutPicturesNothingIsDecided() {
        SequentialReport report = new SequentialGate("a", "b", ONE, TWO_POINTS).report();

        assertThat(report.outcome()).isEqualTo(GateOutcome.INCONCLUSIVE);
        assertThat(report.sentence())
                .isEqualTo(
                        "INCONCLUSIVE: it is not decided whether 'b' is worse than 'a' by 2.00 points or more after 0"
                                + " pictures (measured drop 0.00 points over 1 cell).");
    }

    private static SequentialReport run(double drop, SplittableRandom random) {
        SequentialGate gate = new SequentialGate("a", "b", ONE, TWO_POINTS);
        for (int picture = 0; picture < PICTURES; picture++) {
            int difference = difference(drop, random);
            if (gate.add(bit(difference >= 0), bit(difference <= 0)) != GateOutcome.INCONCLUSIVE) {
                break;
            }
        }
        return gate.report();
    }

    /** 1, 0 or −1 with a mean of the drop; one picture in ten is not 0. */
    private static int difference(double drop, SplittableRandom random) {
        double luck = random.nextDouble();
        return luck < (DISCORDANCE + drop) / 2 ? 1 : luck < DISCORDANCE ? -1 : 0;
    }

    private static BitSet bit(boolean set) {
        BitSet bits = new BitSet();
        bits.set(0, set);
        return bits;
    }

    private static GateTerms terms(long seed) {
        return new GateTerms(.02, ALPHA, new Draws(seed, 1000));
    }

    private static double twoErrors(int trials) {
        return 2 * Math.sqrt(ALPHA * (1 - ALPHA) / trials);
    }
}
