package io.pokeai.engine.dataset;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.internal.GroupedSplit;
import io.pokeai.engine.dataset.internal.StratifiedFolds;
import io.pokeai.engine.dataset.internal.StratifiedShuffleSplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A data set in parts: training rows, test rows, folds. The same table and settings give the same rows in the same order as
 * PokeAI's {@code preprocess_data.py} with scikit-learn 1.9 and pandas 3.
 *
 * <p><b>Threads</b> immutable.
 *
 * @param trainDev rows for training and validation
 * @param test rows for the test
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
        return of(table, settings, Map.of());
    }

    /**
     * Splits a table, and keeps pictures of one group on one side: of the test and the training rows, and in every fold. Without
     * groups the split is PokeAI's; with groups it is another one, as close to the same shares of each class as the groups
     * allow.
     *
     * @param groups pictures that stay together have the same number, by path; one without a number may go anywhere
     * @throws EngineException as above
     */
    public static DatasetSplit of(PictureTable table, SplitSettings settings, Map<String, Integer> groups) {
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
        int[] train = parts.train();
        int[] test = parts.test();
        if (!groups.isEmpty()) {
            GroupedSplit grouped = GroupedSplit.of(enough.labels(), numbers(enough, groups), test, settings.seed());
            notes.add("Near duplicates were kept together: " + grouped.test().length + " test rows instead of "
                    + test.length + ".");
            train = grouped.train();
            test = grouped.test();
        }
        PictureTable trainDev = new SmallClassRule(
                        settings.folds(), settings.trainDevSmall(), Integer.MAX_VALUE, settings.seed())
                .apply(enough.select(train), "the training rows", notes);
        return moved(trainDev, enough.select(test), settings, groups, notes);
    }

    /** The group of each row as a number. */
    private static int[] numbers(PictureTable table, Map<String, Integer> groups) {
        Map<String, Integer> numbers = new HashMap<>();
        return table.rows().stream()
                .mapToInt(row -> numbers.computeIfAbsent(group(row, groups), each -> numbers.size()))
                .toArray();
    }

    /** What rows of one group have in common; copies of a row are one group, too. */
    private static String group(PictureRow row, Map<String, Integer> groups) {
        Integer group = groups.get(row.path());
        return group == null ? "/" + row.path() : group.toString();
    }

    /** If a class is only in the test, its first test row moves to the end of the training rows, with the rows of its group. */
    private static DatasetSplit moved(
            PictureTable trainDev,
            PictureTable test,
            SplitSettings settings,
            Map<String, Integer> groups,
            List<String> notes) {
        Set<String> known = new HashSet<>(trainDev.labels());
        List<PictureRow> training = new ArrayList<>(trainDev.rows());
        List<PictureRow> left = new ArrayList<>(test.rows());
        for (String label : ClassList.of(test.labels()).names()) {
            if (!known.contains(label)) {
                PictureRow first = left.stream()
                        .filter(row -> row.label().equals(label))
                        .findFirst()
                        .orElseThrow();
                List<PictureRow> together = groups.isEmpty()
                        ? List.of(first)
                        : left.stream()
                                .filter(row -> group(row, groups).equals(group(first, groups)))
                                .toList();
                together.forEach(left::remove);
                training.addAll(together);
                known.addAll(together.stream().map(PictureRow::label).toList());
                notes.add("Class '" + label + "' was in the test alone: "
                        + together.stream().map(PictureRow::path).collect(Collectors.joining(", "))
                        + " moved to the training rows.");
            }
        }
        return folded(trainDev.withRows(training), test.withRows(left), settings, groups, notes);
    }

    private static DatasetSplit folded(
            PictureTable trainDev,
            PictureTable test,
            SplitSettings settings,
            Map<String, Integer> groups,
            List<String> notes) {
        StratifiedFolds parts = groups.isEmpty()
                ? StratifiedFolds.of(trainDev.labels(), settings.folds(), Optional.of(settings.seed()))
                : GroupedSplit.folds(trainDev.labels(), numbers(trainDev, groups), settings.folds(), settings.seed());
        List<Fold> folds = new ArrayList<>();
        for (int fold = 0; fold < settings.folds(); fold++) {
            folds.add(new Fold(trainDev.select(parts.training(fold)), trainDev.select(parts.validation(fold))));
        }
        return new DatasetSplit(trainDev, test, folds, ClassList.of(trainDev.labels()), notes);
    }
}
