package io.pokeai.onnx.quantization.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.PictureRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationRowsTest {
    private static final CalibrationRows.Wish WISH = new CalibrationRows.Wish(5, 5, 42);

    @TempDir
    Path artifacts;

    @Test
    void aFoldIsMeasuredOnItsTrainingRowsAndChosenOnItsValidationRows() throws IOException {
        write("folds/fold_2/train.csv", "train", 50);
        write("folds/fold_2/val.csv", "val", 50);
        write("train_dev_split.csv", "other", 50);
        CalibrationRows rows = CalibrationRows.of(artifacts, artifacts, OptionalInt.of(2), WISH);
        assertEquals(5, rows.measured().size());
        assertTrue(rows.measured().stream().allMatch(row -> row.path().startsWith("train")));
        assertTrue(rows.chosen().stream().allMatch(row -> row.path().startsWith("val")));
        assertEquals("folds/fold_2", rows.origin());
    }

    @Test
    void withoutFoldsNoPictureIsOnBothSides() throws IOException {
        write("train_dev_split.csv", "a", 8);
        // A row that was repeated for a small class.
        Files.writeString(
                artifacts.resolve("train_dev_split.csv"),
                Files.readString(artifacts.resolve("train_dev_split.csv")) + "a0.png,x\n");
        CalibrationRows rows = CalibrationRows.of(artifacts, artifacts, OptionalInt.empty(), WISH);
        Set<String> both = paths(rows.measured());
        both.retainAll(paths(rows.chosen()));
        assertEquals(Set.of(), both);
        assertEquals(8, rows.measured().size() + rows.chosen().size());
    }

    @Test
    void theSameSeedGivesTheSameRows() throws IOException {
        write("train_dev_split.csv", "a", 100);
        CalibrationRows one = CalibrationRows.of(artifacts, artifacts, OptionalInt.empty(), WISH);
        CalibrationRows other = CalibrationRows.of(artifacts, artifacts, OptionalInt.empty(), WISH);
        assertEquals(one, other);
    }

    @Test
    void testRowsAreNeverCalibratedOn() throws IOException {
        write("test_split.csv", "a", 100);
        EngineException thrown = assertThrows(
                EngineException.class, () -> CalibrationRows.of(artifacts, artifacts, OptionalInt.empty(), WISH));
        assertTrue(thrown.problem().contains("no training rows"), thrown.problem());
    }

    @Test
    void noPicturesAreNotEnough() {
        EngineException thrown = assertThrows(EngineException.class, () -> new CalibrationRows.Wish(0, 5, 42));
        assertTrue(thrown.problem().contains("--calibration is 0"), thrown.problem());
    }

    private void write(String file, String prefix, int rows) throws IOException {
        Path path = artifacts.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(
                path,
                IntStream.range(0, rows)
                        .mapToObj(i -> prefix + i + ".png,x\n")
                        .collect(Collectors.joining("", "path,label\n", "")));
    }

    private static Set<String> paths(List<PictureRow> rows) {
        return new HashSet<>(rows.stream().map(PictureRow::path).toList());
    }
}
