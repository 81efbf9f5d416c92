package io.pokeai.demo.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Some columns of the table that {@code pokeai small-models} leaves as Markdown; without the intervals, which make it wide.
 *
 * @param rows each with a cell for each of {@link #COLUMNS}
 */
record SmallTable(List<List<String>> rows) {
    private static final List<String> COLUMNS = List.of("model", "accuracy", "mean error", "p50 ms", "MB", "gate");
    private static final Pattern BAR = Pattern.compile(" *\\| *");
    private static final Pattern INTERVAL = Pattern.compile(" \\[[^]]*]");

    SmallTable {
        rows = List.copyOf(rows);
    }

    /** @param markdown a heading, a line below it and a line for each model */
    static SmallTable of(List<String> markdown) {
        List<List<String>> table = markdown.stream()
                .filter(line -> line.startsWith("|") && !line.startsWith("| ---"))
                .map(line -> Arrays.stream(BAR.split(line.substring(1).strip()))
                        .map(cell -> INTERVAL.matcher(cell).replaceAll(""))
                        .toList())
                .toList();
        if (table.isEmpty() || !table.get(0).containsAll(COLUMNS)) {
            throw new IllegalArgumentException("not a table with the columns " + COLUMNS);
        }
        List<Integer> places =
                COLUMNS.stream().map(name -> table.get(0).indexOf(name)).toList();
        return new SmallTable(table.stream()
                .skip(1)
                .map(row -> places.stream().map(row::get).toList())
                .toList());
    }

    /** The table in columns of equal width, with a heading. */
    List<String> lines() {
        List<List<String>> all = new ArrayList<>(List.of(COLUMNS));
        all.addAll(rows);
        int[] widths = new int[COLUMNS.size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            boolean text = i == 0 || i == widths.length - 1;
            line.append(
                    String.format(Locale.ROOT, text ? "%-" + widths[i] + "s  " : "%" + widths[i] + "s  ", row.get(i)));
        }
        return line.toString().stripTrailing();
    }
}
