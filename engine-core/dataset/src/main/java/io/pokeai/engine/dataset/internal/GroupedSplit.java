package io.pokeai.engine.dataset.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A split that keeps the rows of a group together.
 *
 * <p>Groups are shuffled by the seed. A group goes to the test if the test lacks at least the group's rows of each class; the
 * test should have as many rows as in the split without groups. For folds, each group, the largest first, goes into the fold
 * that has the smallest part of the group's classes so far; of equal ones the fold with the fewest rows, then the first.
 *
 * <p><b>Threads</b> immutable.
 */
public final class GroupedSplit {
    private final int[] train;
    private final int[] test;

    private GroupedSplit(int[] train, int[] test) {
        this.train = train;
        this.test = test;
    }

    /**
     * @param labels one for each row
     * @param groups the group of each row
     * @param wanted rows that the split without groups tests on
     * @param seed of the order in which groups are taken
     */
    public static GroupedSplit of(List<String> labels, int[] groups, int[] wanted, long seed) {
        Map<String, Integer> lacking = new HashMap<>();
        Arrays.stream(wanted).forEach(row -> lacking.merge(labels.get(row), 1, Integer::sum));
        LegacyRandom random = new LegacyRandom(seed);
        List<Integer> train = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        for (List<Integer> group : shuffled(groups, random)) {
            Map<String, Integer> own = counts(labels, group);
            boolean fits =
                    own.entrySet().stream().allMatch(each -> lacking.getOrDefault(each.getKey(), 0) >= each.getValue());
            if (fits) {
                own.forEach((label, count) -> lacking.merge(label, -count, Integer::sum));
            }
            (fits ? test : train).addAll(group);
        }
        return new GroupedSplit(rows(train, random), rows(test, random));
    }

    /** Folds that keep groups together; the number of folds is checked as in {@link StratifiedFolds#of}. */
    public static StratifiedFolds folds(List<String> labels, int[] groups, int folds, long seed) {
        LabelGroups classes = LabelGroups.of(labels);
        StratifiedFolds.requireEnough(classes, classes.byAppearance(), folds);
        List<Map<String, Integer>> filled = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            filled.add(new HashMap<>());
        }
        int[] sizes = new int[folds];
        int[] foldOfRow = new int[labels.size()];
        List<List<Integer>> order = new ArrayList<>(shuffled(groups, new LegacyRandom(seed)));
        order.sort(Comparator.comparing((List<Integer> group) -> -group.size()));
        for (List<Integer> group : order) {
            Map<String, Integer> own = counts(labels, group);
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int fold = 0; fold < folds; fold++) {
                double part = part(own, filled.get(fold), classes);
                if (part < least || (part == least && sizes[fold] < sizes[best])) {
                    best = fold;
                    least = part;
                }
            }
            Map<String, Integer> chosen = filled.get(best);
            own.forEach((label, count) -> chosen.merge(label, count, Integer::sum));
            sizes[best] += group.size();
            for (int row : group) {
                foldOfRow[row] = best;
            }
        }
        return new StratifiedFolds(foldOfRow);
    }

    /** The part of a group's classes that a fold has, weighted by the rows of the group. */
    private static double part(Map<String, Integer> own, Map<String, Integer> filled, LabelGroups classes) {
        double part = 0;
        for (Map.Entry<String, Integer> each : own.entrySet()) {
            part += (double) each.getValue() * filled.getOrDefault(each.getKey(), 0) / classes.count(each.getKey());
        }
        return part;
    }

    private static List<List<Integer>> shuffled(int[] groups, LegacyRandom random) {
        Map<Integer, List<Integer>> found = new TreeMap<>();
        for (int row = 0; row < groups.length; row++) {
            found.computeIfAbsent(groups[row], group -> new ArrayList<>()).add(row);
        }
        List<List<Integer>> all = List.copyOf(found.values());
        return Arrays.stream(random.permutation(all.size())).mapToObj(all::get).toList();
    }

    /** How many rows of each class, in a fixed order. */
    private static Map<String, Integer> counts(List<String> labels, List<Integer> group) {
        Map<String, Integer> counts = new TreeMap<>(CodePointOrder.INSTANCE);
        group.forEach(row -> counts.merge(labels.get(row), 1, Integer::sum));
        return counts;
    }

    private static int[] rows(List<Integer> rows, LegacyRandom random) {
        int[] values = rows.stream().mapToInt(Integer::intValue).toArray();
        random.shuffle(values);
        return values;
    }

    /** The rows that are trained on, shuffled. */
    public int[] train() {
        return train.clone();
    }

    /** The rows that are tested on, shuffled. */
    public int[] test() {
        return test.clone();
    }
}
