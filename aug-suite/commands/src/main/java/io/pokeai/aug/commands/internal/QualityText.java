package io.pokeai.aug.commands.internal;

import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.dataset.quality.DuplicateGrade;
import io.pokeai.engine.dataset.quality.Duplicates;
import io.pokeai.engine.dataset.quality.Leaks;
import io.pokeai.engine.dataset.quality.NearThreshold;
import io.pokeai.engine.dataset.quality.QualityIssue;
import io.pokeai.engine.dataset.quality.QualityReport;
import java.io.PrintStream;
import java.util.Locale;

/** What {@code pokeai inspect-data} says. */
final class QualityText {
    private final PrintStream out;

    QualityText(CliSession session) {
        this.out = session.out();
    }

    void print(QualityReport report) {
        Duplicates duplicates = report.duplicates();
        out.print("\nduplicates of an earlier picture (pHash: ImageHash 4.3.2)\n");
        count("equal bytes", duplicates.count(DuplicateGrade.BYTES));
        count("equal visible pixels", duplicates.count(DuplicateGrade.PIXELS));
        count("near", duplicates.count(DuplicateGrade.NEAR));
        count("groups of all grades", duplicates.groups().size());
        count("groups with several labels", report.conflicts().size());
        threshold(duplicates.threshold());
        if (duplicates.unconfirmed() > 0) {
            out.print("note: " + duplicates.unconfirmed()
                    + " pictures have a hash that very many have; each was compared with some of them.\n");
        }
        leaks(report.leaks());
        out.print("\nissues of single pictures\n");
        for (QualityIssue issue : QualityIssue.values()) {
            count(issue.toString().replace('_', ' '), report.concerned(issue).size());
        }
        out.print('\n');
    }

    private void threshold(NearThreshold threshold) {
        if (!threshold.isTrusted()) {
            out.print(
                    "near: pHash distance 0, confirmed by pixels; one in a hundred of such pairs or more have two labels\n");
            return;
        }
        NearThreshold.Level level = threshold.levels().get(threshold.distance());
        out.print(String.format(
                Locale.ROOT,
                "near: pHash distance 0 to %d, the largest with less than 1 %% of pairs across classes (%,d of %,d pairs),"
                        + " confirmed by pixels\n",
                threshold.distance(),
                level.crossing(),
                level.pairs()));
    }

    private void leaks(Leaks leaks) {
        if (leaks.testRows() == 0) {
            return;
        }
        out.print(String.format(Locale.ROOT, "\nof the %,d test pictures the training rows have\n", leaks.testRows()));
        count("with equal visible pixels", leaks.pixels());
        count("with pHash distance 0", leaks.hash());
        count("as a duplicate (any grade)", leaks.groups());
        count("training pictures whose duplicate is in another fold", leaks.validated());
    }

    private void count(String name, long count) {
        out.print(String.format(Locale.ROOT, "  %-54s %,9d\n", name, count));
    }
}
