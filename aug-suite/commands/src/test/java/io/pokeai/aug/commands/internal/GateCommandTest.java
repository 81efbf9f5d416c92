package io.pokeai.aug.commands.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.robustness.cells.AnsweredCell;
import io.pokeai.aug.robustness.cells.CellJournal;
import io.pokeai.aug.robustness.cells.CellKey;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.gate.DetectionLimit;
import io.pokeai.aug.robustness.gate.GateOutcome;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.gate.Margin;
import io.pokeai.aug.robustness.gate.ModelGate;
import io.pokeai.aug.robustness.gate.SequentialGate;
import io.pokeai.aug.robustness.gate.StoredPair;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateCommandTest {
    private static final int ROWS = 1000;
    private static final GateTerms TERMS = new GateTerms(.01, .05, new Draws(42, 1000));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1pt, 0.01", "0.5pt, 0.005", "12.25pt, 0.1225"})
    void marginsAreInPoints(String text, double share) {
        assertThat(Margin.parse(text)).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0.01", "1%", "-1pt", "pt", "1 pt", "100pt"})
    void aMarginWithoutItsUnitIsRefused(String text) {
        assertThatThrownBy(() -> Margin.parse(text))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("1pt or 0.5pt");
    }

    @Test
    void eachVerdictHasItsExitStatus() {
        assertThat(GateCommand.status(GateOutcome.PASS).value()).isZero();
        assertThat(GateCommand.status(GateOutcome.FAIL).value()).isEqualTo(1);
        assertThat(GateCommand.status(GateOutcome.INCONCLUSIVE)).isEqualTo(ExitStatus.INCONCLUSIVE);
        assertThat(ExitStatus.INCONCLUSIVE.value()).isEqualTo(4);
    }

    @Test
    void theLimitComesFirstThenTheVerdictThenTheCells() {
        StoredPair pair = pair();
        String printed = printed(false, text -> {
            text.before(pair, DetectionLimit.of(pair.paired(), TERMS), TERMS, false);
            text.after(ModelGate.decide(pair.paired(), TERMS));
        });

        assertThat(printed.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("With 1000 pictures in 2 cells, a drop is found"),
                        line -> assertThat(line).startsWith("warning: the margin of 1.00 points is below that"),
                        line -> assertThat(line)
                                .startsWith("FAIL: 'new' is worse than 'old' over all cells and in 1 cell"),
                        line -> assertThat(line).startsWith("CELL ").endsWith("MAX-T P    HOLM P"),
                        line -> assertThat(line)
                                .startsWith("fog:3 ")
                                .contains("50")
                                .endsWith("  worse"));
    }

    @Test
    void everyCellIsExplained() {
        StoredPair pair = pair();
        String printed = printed(true, text -> {
            text.before(pair, DetectionLimit.of(pair.paired(), TERMS), TERMS, false);
            text.after(ModelGate.decide(pair.paired(), TERMS));
        });

        assertThat(printed)
                .contains("PASS when the mean drop")
                .contains("\nclean ")
                .contains("\nfog:3 ");
    }

    @Test
    void aSequentialGateSaysAfterHowManyPictures() {
        StoredPair pair = pair();
        String printed = printed(true, text -> {
            text.before(pair, DetectionLimit.of(pair.paired(), TERMS), TERMS, true);
            text.after(SequentialGate.replay(pair.paired(), TERMS));
        });

        assertThat(printed)
                .contains("in the order of seed 42")
                .containsPattern("FAIL: 'new' is worse than 'old' .* after \\d+ pictures")
                .contains("EVIDENCE");
    }

    private static String printed(boolean explain, Consumer<GateText> printing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            printing.accept(new GateText(out, explain));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The new model breaks fifty pictures under fog. */
    private StoredPair pair() {
        try (CellJournal journal = CellJournal.open(folder)) {
            journal.add(List.of(
                    cell("old", "clean", 0, 0),
                    cell("old", "fog", 3, 0),
                    cell("new", "clean", 0, 0),
                    cell("new", "fog", 3, 50)));
        }
        RobustnessCells run = RobustnessCells.read(folder);
        return StoredPair.of(run, "old", run, "new");
    }

    private static AnsweredCell cell(String model, String augmentation, int severity, int rightFrom) {
        BitSet counted = new BitSet();
        counted.set(0, ROWS);
        BitSet right = new BitSet();
        right.set(rightFrom, ROWS);
        CellKey key = new CellKey(Map.of(
                CellKey.MODEL, model, CellKey.AUGMENTATION, augmentation, CellKey.SEVERITY, String.valueOf(severity)));
        return AnsweredCell.withoutScores(
                new FinishedCell(model, augmentation, severity, key, counted, right, new int[ROWS]));
    }
}
