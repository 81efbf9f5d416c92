package io.pokeai.aug.commands.internal;

import io.pokeai.aug.reports.GateReportFile;
import io.pokeai.aug.reports.robustness.BrokenPictures;
import io.pokeai.aug.reports.robustness.GateContent;
import io.pokeai.aug.robustness.gate.DetectionLimit;
import io.pokeai.aug.robustness.gate.GateFile;
import io.pokeai.aug.robustness.gate.GateReport;
import io.pokeai.aug.robustness.gate.PictureOrder;
import io.pokeai.aug.robustness.gate.SequentialReport;
import io.pokeai.aug.robustness.gate.StoredPair;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * The files of a gate: {@code gate.json} and {@code gate.html}.
 *
 * @param folder for them
 * @param baseline the run that has the baseline
 * @param candidate the run that has the candidate
 */
record GateOutput(CliSession session, Path folder, BrokenPictures.Run baseline, BrokenPictures.Run candidate) {
    void write(StoredPair pair, GateReport report) {
        say(GateFile.write(folder, pair, report));
        BitSet all = new BitSet();
        all.set(0, pair.paired().pictures());
        page(pair, GateContent.of(pair, report), all);
    }

    void write(StoredPair pair, SequentialReport report, DetectionLimit limit) {
        say(GateFile.write(folder, pair, report, limit));
        int[] order = PictureOrder.of(pair.paired().pictures(), report.terms().draws());
        BitSet seen = new BitSet();
        for (int i = 0; i < report.seen(); i++) {
            seen.set(order[i]);
        }
        page(pair, GateContent.of(pair, report, limit), seen);
    }

    /** The engine is opened for the pictures of a cell that is worse, and only then. */
    private void page(StoredPair pair, GateContent content, BitSet seen) {
        BrokenPictures pictures = new BrokenPictures(
                baseline,
                candidate,
                session.augmentations(),
                (file, input) -> session.engine().imaging().crop(file, input));
        try {
            say(GateReportFile.write(folder, content.withBroken(pictures.of(pair, content, seen))));
        } catch (EngineException e) {
            // The verdict stands, whatever is missing for its pictures.
            session.err().print("pokeai: gate.html has no pictures: " + SafeText.line(e.problem()) + '\n');
            session.err().flush();
            say(GateReportFile.write(folder, content));
        }
    }

    private void say(Path file) {
        session.out().print("written: " + SafeText.line(file.toString()) + '\n');
    }
}
