package io.pokeai.engine.dataset.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of each class.
 *
 * <p><b>Threads</b> immutable.
 */
public final class LabelGroups {
    private final Map<String, int[]> rows;
    private final int size;

    private LabelGroups(Map<String, int[]> rows, int size) {
        this.rows = rows;
        this.size = size;
    }

    /** @param labels one for each row */
    public static LabelGroups of(List<String> labels) {
        Map<String, List<Integer>> found = new LinkedHashMap<>();
        for (int row = 0; row < labels.size(); row++) {
            found.computeIfAbsent(labels.get(row), label -> new ArrayList<>()).add(row);
        }
        Map<String, int[]> rows = new LinkedHashMap<>();
        found.forEach((label, numbers) ->
                rows.put(label, numbers.stream().mapToInt(Integer::intValue).toArray()));
        return new LabelGroups(rows, labels.size());
    }

    /** The number of rows of all classes. */
    public int size() {
        return size;
    }

    /** The classes in the order in which they appear first. */
    public List<String> byAppearance() {
        return List.copyOf(rows.keySet());
    }

    /** The classes in the order of their code points. */
    public List<String> sorted() {
        return rows.keySet().stream().sorted(CodePointOrder.INSTANCE).toList();
    }

    /** The classes as pandas' {@code value_counts} orders them: the largest first, equal ones by appearance. */
    public List<String> byCount() {
        return rows.keySet().stream()
                .sorted(Comparator.comparingInt((String label) -> count(label)).reversed())
                .toList();
    }

    /** The rows of a class, ascending; empty for a class that is not there. */
    public int[] rows(String label) {
        int[] found = rows.get(label);
        return found == null ? new int[0] : found.clone();
    }

    /** The number of rows of a class. */
    public int count(String label) {
        int[] found = rows.get(label);
        return found == null ? 0 : found.length;
    }
}
