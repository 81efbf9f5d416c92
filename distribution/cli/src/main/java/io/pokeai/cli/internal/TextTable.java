package io.pokeai.cli.internal;

import io.pokeai.engine.command.SafeText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A small table for people: a heading, then columns as wide as they need. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... heading) {
        rows.add(List.of(heading));
    }

    void row(String... cells) {
        rows.add(Arrays.stream(cells).map(SafeText::line).toList());
    }

    void print(PrintStream out) {
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
