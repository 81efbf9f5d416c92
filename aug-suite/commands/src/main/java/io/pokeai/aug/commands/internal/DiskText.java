package io.pokeai.aug.commands.internal;

import io.pokeai.aug.robustness.report.RunDisk;
import io.pokeai.engine.command.CliSession;
import java.util.Locale;

/** What a dry run says of the disk. */
final class DiskText {
    private static final double KILO = 1000;

    private DiskText() {}

    /** @param report bytes of page and plots; 0 without them */
    static void print(CliSession session, RunDisk disk, long report) {
        StringBuilder text = new StringBuilder("disk         at most about ").append(size(disk.kept() + report));
        text.append(": cells ").append(size(disk.cells())).append(", receipt ").append(size(disk.receipt()));
        text.append(", figures ").append(size(disk.figures()));
        if (report > 0) {
            text.append(", page and plots ").append(size(report));
        }
        if (disk.probabilities() > 0 || disk.predictions() > 0) {
            text.append(", probabilities ")
                    .append(size(disk.probabilities()))
                    .append(", predictions ")
                    .append(size(disk.predictions()));
        }
        text.append("; meanwhile at most ").append(size(disk.meanwhile())).append(" more\n");
        session.out().print(text);
        session.out().flush();
    }

    /** Such as {@code 1.4 MB}. */
    static String size(long bytes) {
        String[] units = {"bytes", "kB", "MB", "GB", "TB"};
        double size = bytes;
        int unit = 0;
        while (size >= KILO && unit < units.length - 1) {
            size /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || size >= 100 ? "%.0f %s" : "%.1f %s", size, units[unit]);
    }
}
