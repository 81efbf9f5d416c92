package io.pokeai.engine.command.kit;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small table for people: a heading, then columns as wide as they need.
 *
 * <p><b>Threads</b> confined to one.
 */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** @param heading one word or more for each column */
    public TextTable(String... heading) {
        rows.add(List.of(heading));
    }

    /** @param cells as many as the heading has; control characters are escaped */
    public void row(String... cells) {
        rows.add(Arrays.stream(cells).map(SafeText::line).toList());
    }

    /** Prints it, and flushes. */
    public void print(PrintStream out) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], SafeText.width(row.get(i)));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(SafeText.left(row.get(i), widths[i])).append(GAP);
            }
            out.print(line.toString().stripTrailing() + '\n');
        }
        out.flush();
    }
}
