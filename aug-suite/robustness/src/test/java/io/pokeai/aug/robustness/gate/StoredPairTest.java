package io.pokeai.aug.robustness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.robustness.cells.AnsweredCell;
import io.pokeai.aug.robustness.cells.CellJournal;
import io.pokeai.aug.robustness.cells.CellKey;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredPairTest {
    private static final int ROWS = 100;
    private static final Cell FOG = new Cell("fog", 3);

    @TempDir
    Path folder;

    @Test
    void picturesThatDoNotCountEverywhereAreLeftOut() {
        RobustnessCells run = run(
                cell("old", Cell.CLEAN, "data", 0, ROWS, 0, 90),
                cell("old", FOG, "data", 0, ROWS, 0, 60),
                cell("new", Cell.CLEAN, "data", 10, ROWS, 10, 90),
                cell("new", FOG, "data", 0, 99, 5, 60),
                cell("new", new Cell("snow", 1), "data", 0, ROWS, 0, 60));

        StoredPair pair = StoredPair.of(run, "old", run, "new");

        assertThat(pair.paired().cells()).containsExactly(Cell.CLEAN, FOG);
        assertThat(pair.paired().pictures()).isEqualTo(89); // rows 10 to 98
        assertThat(pair.rows()).startsWith(10, 11).endsWith(97, 98);
        assertThat(pair.paired().rows(1).discordant()).isZero();
        assertThat(pair.notes())
                .containsExactly(
                        "1 cell of 'new' that the other model has not finished is left out.",
                        "11 of 100 pictures do not count in all cells of both models, and are left out.");
    }

    @Test
    void otherDataAreRefused() {
        RobustnessCells run = run(cell("old", FOG, "one", 0, ROWS, 0, 9), cell("new", FOG, "two", 0, ROWS, 0, 9));

        assertThatThrownBy(() -> StoredPair.of(run, "old", run, "new"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("different pictures in fog:3: the data set was one and two.");
    }

    @Test
    void anUnknownModelIsNamed() {
        RobustnessCells run = run(cell("old", FOG, "one", 0, ROWS, 0, 9));

        assertThatThrownBy(() -> StoredPair.of(run, "old", run, "new"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no finished cell of 'new'")
                .hasMessageContaining("[old]");
    }

    @Test
    void theSameFilesUnderTwoNamesAreSaid() {
        RobustnessCells run = run(cell("old", FOG, "data", 0, ROWS, 0, 9));

        assertThat(StoredPair.of(run, "old", run, "old").notes())
                .containsExactly(
                        "Baseline and candidate are the same files: a gate between them shows nothing about other models.");
    }

    @Test
    void theFileNamesTheBrokenRowsOfTheDataSet() throws IOException {
        RobustnessCells run = run(
                cell("old", FOG, "data", 0, ROWS, 50, 95),
                cell("new", FOG, "data", 10, ROWS, 60, 95),
                cell("old", Cell.CLEAN, "data", 0, ROWS, 0, 90),
                cell("new", Cell.CLEAN, "data", 0, ROWS, 0, 90));
        StoredPair pair = StoredPair.of(run, "old", run, "new");
        GateTerms terms = new GateTerms(.01, .05, new Draws(1, 2000));
        Path reports = folder.resolve("a").resolve("b");

        String fixed = Files.readString(GateFile.write(reports, pair, ModelGate.decide(pair.paired(), terms)));
        String sequential = Files.readString(GateFile.write(
                reports, pair, SequentialGate.replay(pair.paired(), terms), DetectionLimit.of(pair.paired(), terms)));

        assertThat(fixed.replaceAll("\\s+", ""))
                .contains("\"outcome\":\"FAIL\"")
                .contains("\"broken_rows\":[50,51,52,53,54,55,56,57,58,59]")
                .contains("\"above_margin\":true");
        assertThat(sequential.replaceAll("\\s+", ""))
                .contains("\"sequential\":{\"seen\":90,")
                .contains("\"outcome\":\"INCONCLUSIVE\"");
    }

    private RobustnessCells run(FinishedCell... cells) {
        try (CellJournal journal = CellJournal.open(folder)) {
            journal.add(Stream.of(cells).map(AnsweredCell::withoutScores).toList());
        }
        return RobustnessCells.read(folder);
    }

    private static FinishedCell cell(
            String model, Cell cell, String data, int countedFrom, int countedTo, int rightFrom, int rightTo) {
        BitSet counted = new BitSet();
        counted.set(countedFrom, countedTo);
        BitSet right = new BitSet();
        right.set(rightFrom, rightTo);
        Map<String, String> key = new LinkedHashMap<>();
        key.put(CellKey.MODEL, "hash of " + model);
        key.put(CellKey.AUGMENTATION, cell.augmentation());
        key.put(CellKey.SEVERITY, String.valueOf(cell.severity()));
        key.put(CellKey.DATA, data);
        return new FinishedCell(
                model, cell.augmentation(), cell.severity(), new CellKey(key), counted, right, new int[ROWS]);
    }
}
