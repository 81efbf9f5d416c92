package io.pokeai.aug.commands.internal;

import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.dataset.Preprocessing;
import io.pokeai.engine.dataset.UnreadablePicture;
import io.pokeai.engine.dataset.YoloFolds;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What {@code pokeai preprocess} says. */
final class PreprocessText {
    private static final int NAMED = 20;

    private final PrintStream out;
    private final PrintStream err;

    PreprocessText(CliSession session) {
        this.out = session.out();
        this.err = session.err();
    }

    void print(Preprocessing.Report report) {
        report.index().ifPresent(found -> {
            unreadable(err, found.unreadable());
            int readable = found.pictures().rows().size();
            line(out, "pictures", readable + found.unreadable().size());
            line(out, "unreadable", found.unreadable().size());
            line(out, "copies left out", readable - report.distinct().rows().size());
        });
        line(out, "distinct", report.distinct().rows().size());
        line(out, "classes", report.split().classes().names().size());
        line(out, "training rows", report.split().trainDev().rows().size());
        line(out, "test rows", report.split().test().rows().size());
        line(out, "folds", report.split().folds().size());
        report.notes().forEach(this::note);
    }

    void print(YoloFolds.Report report) {
        line(out, "yolo files", report.files());
        if (report.copied() > 0) {
            note("The file system made no links, so " + report.copied() + " files of yolo_folds/ are copies.");
        }
        if (report.renamed() > 0) {
            note(report.renamed() + " pictures share their class and name with another one; in yolo_folds/ they are"
                    + " named <stem>~<8 digits>.<suffix>. PokeAI would lose them.");
        }
        report.notes().forEach(this::note);
    }

    void note(String note) {
        out.print("note: " + SafeText.line(note) + '\n');
    }

    void written(Path artifacts) {
        out.print("written to " + SafeText.line(artifacts.toString()) + '\n');
    }

    static void unreadable(PrintStream err, List<UnreadablePicture> pictures) {
        pictures.stream()
                .limit(NAMED)
                .forEach(each -> err.print("pokeai: " + SafeText.line(each.path()) + ": " + each.code() + ": "
                        + SafeText.line(each.reason()) + '\n'));
        if (pictures.size() > NAMED) {
            err.print("pokeai: and " + (pictures.size() - NAMED) + " more; the reports folder has all.\n");
        }
    }

    static void line(PrintStream out, String name, long count) {
        out.print(String.format(Locale.ROOT, "%-16s %,9d\n", name, count));
    }
}
