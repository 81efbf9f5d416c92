package io.pokeai.cli.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** How rows are written. */
enum RowFormat {
    /** For people. */
    TABLE {
        @Override
        Rows open(PrintStream out, RowShape shape) {
            return new TableRows(out, shape);
        }
    },
    /** For programs, exact. */
    JSON {
        @Override
        Rows open(PrintStream out, RowShape shape) throws IOException {
            return new JsonRows(out, shape);
        }
    },
    /** For spreadsheets and data frames. */
    CSV {
        @Override
        Rows open(PrintStream out, RowShape shape) throws IOException {
            return new CsvRows(out, shape);
        }
    };

    abstract Rows open(PrintStream out, RowShape shape) throws IOException;

    /** As people write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
