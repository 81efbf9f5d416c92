package io.pokeai.aug.commands.internal.candidates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pokeai.aug.robustness.gate.GateOutcome;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.aug.robustness.metrics.CellAnswers;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TrialTableTest {
    private static final Cell FOG = new Cell("fog", 3);
    private static final Cell SNOW = new Cell("snow", 3);
    private static final int PICTURES = 200;

    @Test
    void changesAreThoseOfTheCandidateAgainstTheBaseline() {
        // Clean: 180 right against 176; under fog 120 against 100, under snow 100 against 100.
        TrialTable table = table(answers("big", 180, 120, 100), answers("small", 176, 100, 100));
        TrialRow small = table.rows().get(1);
        TrialRow.Against against = small.against().orElseThrow();
        assertEquals(-0.02, against.accuracyChange(), 1e-12);
        assertTrue(against.accuracyInterval().contains(-0.02));
        assertEquals(0.5, small.meanError().orElseThrow().value(), 1e-12);
        assertEquals(0.05, against.errorChange().orElseThrow().value(), 1e-12);
        assertTrue(
                against.errorChange().orElseThrow().interval().low() > 0, "the rise is certain: 20 pictures, one way");
        assertEquals(3.0, against.speed(), 1e-12);
        assertEquals(GateOutcome.FAIL, against.gate().outcome());
        assertEquals(ExitStatus.INPUT, TrialReport.status(table));
    }

    @Test
    void theFirstModelIsTheBaselineAndComparedWithNothing() {
        TrialTable table = table(answers("big", 180, 120, 100), answers("same", 180, 120, 100));
        assertTrue(table.rows().get(0).against().isEmpty());
        assertEquals("baseline", TrialNumbers.cells(table.rows().get(0)).get(11));
        // 200 pictures cannot show that nothing worse than a point was lost.
        assertEquals("INCONCLUSIVE", TrialNumbers.cells(table.rows().get(1)).get(11));
        assertEquals(ExitStatus.INCONCLUSIVE, TrialReport.status(table));
    }

    @Test
    void everyRowHasAsManyCellsAsTheHeading() {
        TrialTable table = table(answers("big", 180, 120, 100), answers("small", 176, 100, 100));
        table.rows()
                .forEach(row -> assertEquals(
                        TrialNumbers.HEADING.size(), TrialNumbers.cells(row).size()));
    }

    @Test
    void markdownIsATableWithACaption() {
        String text = TrialFiles.markdown(table(answers("big", 180, 120, 100), answers("small", 176, 100, 100)));
        assertEquals(4 + 2, text.lines().count());
        assertTrue(text.contains("| small | 1 | 88.00 % [82.77, 91.80] | -2.00 ["), text);
        assertTrue(text.contains("fog:3, snow:3"), text);
    }

    @Test
    void quantilesAreThoseOfNumPy() {
        // numpy.quantile([1, 2, 4, 8], [.5, .95])
        assertEquals(3, LatencyPairs.quantile(new double[] {1, 2, 4, 8}, .5), 1e-12);
        assertEquals(7.4, LatencyPairs.quantile(new double[] {1, 2, 4, 8}, .95), 1e-12);
    }

    @Test
    void speedIsTheMedianOfRatiosAndNotTheRatioOfMedians() {
        // The machine was busy in the second and third turn, for both models.
        LatencyPairs pairs =
                new LatencyPairs(Map.of("big", new double[] {10, 100, 60}, "small", new double[] {5, 50, 30}));
        assertEquals(2, pairs.speed("small", "big"), 1e-12);
    }

    private static TrialTable table(CellAnswers... models) {
        Map<String, CellAnswers> answers = new LinkedHashMap<>();
        Map<String, TrialTable.Cost> costs = new LinkedHashMap<>();
        Map<String, double[]> millis = new LinkedHashMap<>();
        for (CellAnswers model : models) {
            millis.put(model.model(), answers.isEmpty() ? new double[] {9, 12} : new double[] {3, 4});
            answers.put(model.model(), model);
            costs.put(model.model(), new TrialTable.Cost(1, 1_000_000, OptionalLong.empty()));
        }
        return TrialTable.of(answers, costs, new LatencyPairs(millis), GateTerms.DEFAULT);
    }

    private static CellAnswers answers(String model, int clean, int fog, int snow) {
        return CellAnswers.of(model, PICTURES, Map.of(Cell.CLEAN, first(clean), FOG, first(fog), SNOW, first(snow)));
    }

    private static BitSet first(int count) {
        BitSet bits = new BitSet();
        bits.set(0, count);
        return bits;
    }
}
