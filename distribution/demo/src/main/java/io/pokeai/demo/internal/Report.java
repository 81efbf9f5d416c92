package io.pokeai.demo.internal;

import io.pokeai.engine.command.CliSession;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What the user sees: a line for each step with the time it took, a table, a result. */
final class Report {
    private static final int STEP_COLUMNS = 66;
    private static final int BAR = 20;
    private static final int MEANWHILE = 72;
    private static final int FRONT = 18;
    private static final String CLEAR = "\r\u001b[K";
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final boolean terminal;
    private long stepStart = System.nanoTime();
    private boolean meanwhile;

    Report(CliSession session) {
        this(session.out(), session.outIsTerminal());
    }

    /** @param terminal whether a person may be reading it: then it has colours, and lines that pass */
    Report(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void title(String title, String text) {
        out.print(paint("1", title) + '\n' + text + "\n\n");
        out.flush();
        stepStart = System.nanoTime();
    }

    /** A step has been done; its time runs from the end of the one before. Returns the seconds. */
    double step(String done) {
        clear();
        long now = System.nanoTime();
        double took = (now - stepStart) / NANOS_PER_SECOND;
        String seconds = String.format(Locale.ROOT, "%.2f s", took);
        String gap = " ".repeat(Math.max(1, STEP_COLUMNS - done.length() + 8 - seconds.length()));
        out.print("  " + paint("32", "✓") + ' ' + done + gap + paint("2", seconds) + '\n');
        out.flush();
        stepStart = now;
        return took;
    }

    /** A command that is run now, as it can be typed. */
    void command(String typed) {
        out.print("  " + paint("36", "$ " + typed) + '\n');
        out.flush();
    }

    /** Shows how far a command is: each line replaces the one before. */
    void meanwhile(String line) {
        if (terminal) {
            out.print(CLEAR + "      " + paint("2", fitting(line)));
            out.flush();
            meanwhile = true;
        }
    }

    /** A line that a terminal does not break: who it is about stands in front, and what came of it at the end. */
    static String fitting(String line) {
        return line.length() <= MEANWHILE
                ? line
                : line.substring(0, FRONT) + '…' + line.substring(line.length() - MEANWHILE + FRONT + 1);
    }

    /** The line of {@link #meanwhile} has had its time. */
    void clear() {
        if (meanwhile) {
            out.print(CLEAR);
            out.flush();
            meanwhile = false;
        }
    }

    /** Files that a step has left. */
    void files(List<String> names) {
        out.print("      " + paint("2", "→ " + String.join(", ", names)) + '\n');
        out.flush();
    }

    /** What the engine said, below a step. */
    void quote(String text) {
        out.print("      " + paint("33", text) + '\n');
        out.flush();
    }

    /** A result for one class. */
    void row(String label, int right, int all, double confidence) {
        int filled = all == 0 ? 0 : right * BAR / all;
        String bar = "█".repeat(filled) + "░".repeat(BAR - filled);
        out.print(String.format(
                Locale.ROOT,
                "      %-10s %s %3d/%-3d %6.1f %%%n",
                label,
                paint(right == all ? "32" : "31", bar),
                right,
                all,
                confidence * 100));
    }

    void text(String text) {
        out.print(text + '\n');
        out.flush();
    }

    private String paint(String code, String text) {
        return terminal ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
