package io.pokeai.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The modules and what they may import of each other, as the table of {@code docs/architecture.md} says: there is one table, and
 * it is the one that people read.
 *
 * <p>A row is {@code | folder | packages | its one job | may import |}; packages without their sub-packages, which belong to
 * them; imports by the last part of the folder. {@code –} is none.
 */
final class ImportTable {
    private static final Path PAGE = Path.of("../../docs/architecture.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final int COLUMNS = 4;

    private final List<Row> rows;

    /** @param folder as in the root pom */
    record Row(String folder, List<String> packages, List<String> imports) {
        String name() {
            return folder.substring(folder.lastIndexOf('/') + 1);
        }
    }

    private ImportTable(List<Row> rows) {
        this.rows = rows;
    }

    static ImportTable read() {
        try {
            List<Row> rows = Files.readAllLines(PAGE).stream()
                    .dropWhile(line -> !line.startsWith("| folder |"))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .flatMap(line -> row(line).stream())
                    .sorted(Comparator.comparing(Row::folder))
                    .toList();
            return new ImportTable(rows);
        } catch (IOException e) {
            throw new AssertionError(PAGE + " cannot be read", e);
        }
    }

    private static List<Row> row(String line) {
        String[] cells = line.substring(1).split("\\|", -1);
        if (cells.length < COLUMNS) {
            throw new AssertionError("not a row of " + COLUMNS + " columns: " + line);
        }
        List<String> imports = Arrays.stream(cells[COLUMNS - 1].split(","))
                .map(String::strip)
                .filter(name -> !name.equals("–"))
                .toList();
        return codes(cells[0]).stream()
                .map(folder -> new Row(folder, codes(cells[1]), imports))
                .toList();
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    List<Row> rows() {
        return rows;
    }

    /** Whose a package is: that with the longest name of which it is a part. */
    Optional<Row> owner(String packageName) {
        return rows.stream()
                .flatMap(row -> row.packages().stream()
                        .filter(own -> packageName.equals(own) || packageName.startsWith(own + "."))
                        .map(own -> Map.entry(own, row)))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue);
    }

    /** The rows that a row may import; a name that no row has, or several rows have, is an error of the table. */
    List<Row> imports(Row row) {
        List<Row> imported = new ArrayList<>();
        for (String name : row.imports()) {
            List<Row> found =
                    rows.stream().filter(other -> other.name().equals(name)).toList();
            if (found.size() != 1) {
                throw new AssertionError(row.folder() + " may import '" + name + "', which is the name of "
                        + found.size() + " rows of the table of " + PAGE);
            }
            imported.addAll(found);
        }
        return imported;
    }
}
