package io.pokeai.cli.internal;

import java.io.IOException;
import java.io.PrintStream;

/** How rows are written; the constants are what people type and read. */
enum RowFormat {
    /** For people. */
    table {
        @Override
        Rows open(PrintStream out, RowShape shape) {
            return new TableRows(out, shape);
        }
    },
    /** For programs, exact. */
    json {
        @Override
        Rows open(PrintStream out, RowShape shape) throws IOException {
            return new JsonRows(out, shape);
        }
    },
    /** For spreadsheets and data frames. */
    csv {
        @Override
        Rows open(PrintStream out, RowShape shape) throws IOException {
            return new CsvRows(out, shape);
        }
    };

    abstract Rows open(PrintStream out, RowShape shape) throws IOException;
}
