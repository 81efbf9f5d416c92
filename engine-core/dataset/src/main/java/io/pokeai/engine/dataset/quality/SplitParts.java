package io.pokeai.engine.dataset.quality;

import io.pokeai.engine.dataset.DatasetSplit;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which part of a split each picture is in, by path.
 *
 * @param parts by path, for the pictures that are in one
 */
public record SplitParts(Map<String, Part> parts) {
    /** The name of the part that models are trained on. */
    public static final String TRAIN_DEV = "train_dev";

    /** The name of the part that is kept for the test. */
    public static final String TEST = "test";

    private static final Part NOWHERE = new Part("", 0);

    public SplitParts {
        parts = Map.copyOf(parts);
    }

    /**
     * The part and the fold of a picture.
     *
     * @param name {@link #TRAIN_DEV}, {@link #TEST}, or empty for a picture that is in neither
     * @param fold the fold that validates on it, from 1; 0 for none
     */
    public record Part(String name, int fold) {}

    static SplitParts of(DatasetSplit split) {
        List<PictureTable> validations =
                split.folds().stream().map(DatasetSplit.Fold::validation).toList();
        return of(split.trainDev(), split.test(), validations);
    }

    /** From the files of an artifacts folder; of a folder without a split no picture is in any part. */
    static SplitParts read(Path artifacts) {
        Path training = artifacts.resolve("train_dev_split.csv");
        Path test = artifacts.resolve("test_split.csv");
        if (!Files.exists(training) || !Files.exists(test)) {
            return new SplitParts(Map.of());
        }
        List<PictureTable> validations = new ArrayList<>();
        for (int fold = 1; ; fold++) {
            Path file = artifacts.resolve("folds").resolve("fold_" + fold).resolve("val.csv");
            if (!Files.exists(file)) {
                break;
            }
            validations.add(PictureTable.read(file));
        }
        return of(PictureTable.read(training), PictureTable.read(test), validations);
    }

    private static SplitParts of(PictureTable trainDev, PictureTable test, List<PictureTable> validations) {
        Map<String, Part> parts = new HashMap<>();
        trainDev.rows().forEach(row -> parts.put(row.path(), new Part(TRAIN_DEV, 0)));
        for (int fold = 0; fold < validations.size(); fold++) {
            Part part = new Part(TRAIN_DEV, fold + 1);
            validations.get(fold).rows().forEach(row -> parts.put(row.path(), part));
        }
        test.rows().forEach(row -> parts.put(row.path(), new Part(TEST, 0)));
        return new SplitParts(parts);
    }

    /** The part and the fold of a picture. */
    public Part of(String path) {
        return parts.getOrDefault(path, NOWHERE);
    }
}
