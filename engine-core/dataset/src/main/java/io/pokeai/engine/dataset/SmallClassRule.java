package io.pokeai.engine.dataset;

import io.pokeai.engine.dataset.internal.LabelGroups;
import io.pokeai.engine.dataset.internal.LegacyRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Leaves classes with too few rows out, or repeats their rows, as PokeAI does it with pandas.
 *
 * <p><b>Source</b> pandas 3.0, {@code value_counts} (stable) and {@code DataFrame.sample}, each call of which starts its
 * generator anew from the seed.
 *
 * @param least the fewest rows of a class
 * @param strategy what happens to a class with fewer
 * @param mostAdded the most rows that one class gets
 * @param seed of the choices
 */
record SmallClassRule(int least, SmallClasses strategy, int mostAdded, long seed) {
    private static final int NAMED = 12;

    /**
     * @param where name of the rows in the notes, such as {@code the training rows}
     * @param notes hear what was left out or repeated
     */
    PictureTable apply(PictureTable table, String where, List<String> notes) {
        LabelGroups groups = LabelGroups.of(table.labels());
        List<String> small = groups.byCount().stream()
                .filter(label -> groups.count(label) < least)
                .toList();
        if (small.isEmpty()) {
            return table;
        }
        String shown = small.stream()
                .limit(NAMED)
                .map(label -> label + " (" + groups.count(label) + ")")
                .collect(Collectors.joining(", "));
        notes.add("Classes with fewer than " + least + " pictures in " + where + " were "
                + (strategy == SmallClasses.FILTER ? "left out" : "upsampled") + ": " + shown
                + (small.size() > NAMED ? " and " + (small.size() - NAMED) + " more" : "") + ".");
        return strategy == SmallClasses.FILTER ? without(table, small) : upsampled(table, groups, small);
    }

    private static PictureTable without(PictureTable table, List<String> small) {
        Set<String> left = new HashSet<>(small);
        return table.withRows(
                table.rows().stream().filter(row -> !left.contains(row.label())).toList());
    }

    private PictureTable upsampled(PictureTable table, LabelGroups groups, List<String> small) {
        List<PictureRow> rows = new ArrayList<>(table.rows());
        for (String label : small) {
            int[] own = groups.rows(label);
            int needed = Math.min(least - own.length, mostAdded);
            for (int pick : new LegacyRandom(seed).choiceWithReplacement(own.length, needed)) {
                rows.add(table.rows().get(own[pick]));
            }
        }
        return table.withRows(rows).select(new LegacyRandom(seed).permutation(rows.size()));
    }
}
