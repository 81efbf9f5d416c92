package io.pokeai.engine.dataset;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.internal.StratifiedFolds;
import io.pokeai.engine.dataset.internal.StratifiedShuffleSplit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A data set in parts: training rows, test rows, folds. The same table and settings give the same rows in the same order as
 * PokeAI's {@code preprocess_data.py} with scikit-learn 1.9 and pandas 3.
 *
 * <p><b>Threads</b> immutable.
 *
 * @param trainDev what is trained and validated on
 * @param test what is kept for the test
 * @param folds the parts of {@code trainDev}, in order
 * @param classes the classes of {@code trainDev}
 * @param notes what was left out, repeated or moved, for people
 */
public record DatasetSplit(
        PictureTable trainDev, PictureTable test, List<Fold> folds, ClassList classes, List<String> notes) {
    public DatasetSplit {
        folds = List.copyOf(folds);
        notes = List.copyOf(notes);
    }

    /** One fold: what its model is trained on, and what it is validated on. */
    public record Fold(PictureTable train, PictureTable validation) {}

    /**
     * Splits a table.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when there are too few pictures for so many classes or folds
     */
    public static DatasetSplit of(PictureTable table, SplitSettings settings) {
        List<String> notes = new ArrayList<>();
        PictureTable enough = new SmallClassRule(
                        settings.minPerClass(), settings.small(), settings.maxUpsample(), settings.seed())
                .apply(table, "the data set", notes);
        if (enough.rows().isEmpty()) {
            throw EngineException.invalidArgument(
                    "No class has " + settings.minPerClass() + " pictures; "
                            + table.rows().size() + " were given.",
                    "Add pictures, or lower the minimum per class.");
        }
        StratifiedShuffleSplit parts =
                StratifiedShuffleSplit.of(enough.labels(), SplitSettings.TEST_SHARE, settings.seed());
        PictureTable trainDev = new SmallClassRule(
                        settings.folds(), settings.trainDevSmall(), Integer.MAX_VALUE, settings.seed())
                .apply(enough.select(parts.train()), "the training rows", notes);
        return moved(trainDev, enough.select(parts.test()), settings, notes);
    }

    /** No class is in the test alone: its first test row moves to the end of the training rows. */
    private static DatasetSplit moved(
            PictureTable trainDev, PictureTable test, SplitSettings settings, List<String> notes) {
        Set<String> known = new HashSet<>(trainDev.labels());
        List<PictureRow> training = new ArrayList<>(trainDev.rows());
        List<PictureRow> left = new ArrayList<>(test.rows());
        for (String label : ClassList.of(test.labels()).names()) {
            if (!known.contains(label)) {
                PictureRow first = left.stream()
                        .filter(row -> row.label().equals(label))
                        .findFirst()
                        .orElseThrow();
                left.remove(first);
                training.add(first);
                notes.add("Class '" + label + "' was in the test alone: " + first.path()
                        + " moved to the training rows.");
            }
        }
        return folded(trainDev.withRows(training), test.withRows(left), settings, notes);
    }

    private static DatasetSplit folded(
            PictureTable trainDev, PictureTable test, SplitSettings settings, List<String> notes) {
        StratifiedFolds parts = StratifiedFolds.of(trainDev.labels(), settings.folds(), Optional.of(settings.seed()));
        List<Fold> folds = new ArrayList<>();
        for (int fold = 0; fold < settings.folds(); fold++) {
            folds.add(new Fold(trainDev.select(parts.training(fold)), trainDev.select(parts.validation(fold))));
        }
        return new DatasetSplit(trainDev, test, folds, ClassList.of(trainDev.labels()), notes);
    }
}
