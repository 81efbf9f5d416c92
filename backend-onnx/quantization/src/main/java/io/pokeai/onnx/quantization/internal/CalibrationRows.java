package io.pokeai.onnx.quantization.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/**
 * The pictures that ranges are measured on, and others that the calibrator is chosen on.
 *
 * @param measured rows to measure on
 * @param chosen rows to choose on; none of them was measured on
 * @param origin where they come from, for people
 */
record CalibrationRows(List<PictureRow> measured, List<PictureRow> chosen, String origin) {
    CalibrationRows {
        measured = List.copyOf(measured);
        chosen = List.copyOf(chosen);
    }

    /**
     * How many rows are wanted.
     *
     * @param measured at least 1
     * @param chosen at least 1
     * @param seed of the choice among all rows
     */
    record Wish(int measured, int chosen, long seed) {
        Wish {
            requirePositive("--calibration", measured);
            requirePositive("--validation", chosen);
        }

        private static void requirePositive(String option, int count) {
            if (count < 1) {
                throw EngineException.invalidArgument(
                        option + " is " + count + ".", "Give at least one picture; 100 to 500 are usual.");
            }
        }
    }

    /**
     * Rows for one file of a model: a fold's own training and validation rows; without folds, parts of the training rows; without
     * those, parts of a data set of class folders. Test rows are never used.
     *
     * @param artifacts the folder with {@code folds/} and {@code train_dev_split.csv}
     * @param data the data set's folder, or the artifacts folder when none was named
     * @param fold the number of the file's fold; empty for a lone file
     * @throws EngineException {@code INVALID_ARGUMENT} when there are no pictures
     */
    static CalibrationRows of(Path artifacts, Path data, OptionalInt fold, Wish wish) {
        if (fold.isPresent()) {
            Path folder = artifacts.resolve("folds").resolve("fold_" + fold.getAsInt());
            if (Files.exists(folder.resolve("train.csv")) && Files.exists(folder.resolve("val.csv"))) {
                return new CalibrationRows(
                        some(PictureTable.read(folder.resolve("train.csv")).rows(), wish.measured(), wish.seed()),
                        some(PictureTable.read(folder.resolve("val.csv")).rows(), wish.chosen(), wish.seed()),
                        "folds/fold_" + fold.getAsInt());
            }
        }
        Path training = artifacts.resolve("train_dev_split.csv");
        if (Files.exists(training)) {
            return parts(PictureTable.read(training).rows(), wish, "train_dev_split.csv");
        }
        if (Files.exists(artifacts.resolve("test_split.csv"))) {
            throw EngineException.invalidArgument(
                    artifacts + " has a test split and no training rows.",
                    "Test pictures are not calibrated on; bring folds/ or train_dev_split.csv, or use 'pokeai preprocess'.");
        }
        return parts(PictureTable.ofClassFolders(data).rows(), wish, "the class folders of " + data.getFileName());
    }

    private static CalibrationRows parts(List<PictureRow> rows, Wish wish, String origin) {
        List<PictureRow> mixed = some(distinct(rows), Integer.MAX_VALUE, wish.seed());
        if (mixed.size() < 2) {
            throw EngineException.invalidArgument(
                    origin + " has " + mixed.size() + " pictures.",
                    "Give at least two: one to calibrate on, one to choose the calibrator on.");
        }
        int measured = Math.min(wish.measured(), mixed.size() / 2);
        int chosen = Math.min(wish.chosen(), mixed.size() - measured);
        return new CalibrationRows(mixed.subList(0, measured), mixed.subList(measured, measured + chosen), origin);
    }

    /** Rows that were repeated for small classes would be on both sides. */
    private static List<PictureRow> distinct(List<PictureRow> rows) {
        Set<String> paths = new HashSet<>();
        return rows.stream().filter(row -> paths.add(row.path())).toList();
    }

    private static List<PictureRow> some(List<PictureRow> rows, int count, long seed) {
        List<PictureRow> mixed = new ArrayList<>(rows);
        Collections.shuffle(mixed, new Random(seed));
        return mixed.subList(0, Math.min(count, mixed.size()));
    }
}
