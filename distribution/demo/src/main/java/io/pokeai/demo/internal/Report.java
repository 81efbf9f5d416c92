package io.pokeai.demo.internal;

import io.pokeai.engine.command.CliSession;
import java.io.PrintStream;
import java.util.Locale;

/** What the user sees: a line for each step with the time it took, a table, a result. */
final class Report {
    private static final int STEP_COLUMNS = 66;
    private static final int BAR = 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final boolean colours;
    private long stepStart = System.nanoTime();

    Report(CliSession session) {
        this.out = session.out();
        this.colours = session.outIsTerminal();
    }

    void title(String title, String text) {
        out.print(paint("1", title) + '\n' + text + "\n\n");
        out.flush();
        stepStart = System.nanoTime();
    }

    /** A step has been done; its time runs from the end of the one before. */
    void step(String done) {
        long now = System.nanoTime();
        String seconds = String.format(Locale.ROOT, "%.2f s", (now - stepStart) / NANOS_PER_SECOND);
        String gap = " ".repeat(Math.max(1, STEP_COLUMNS - done.length() + 8 - seconds.length()));
        out.print("  " + paint("32", "✓") + ' ' + done + gap + paint("2", seconds) + '\n');
        out.flush();
        stepStart = now;
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
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
