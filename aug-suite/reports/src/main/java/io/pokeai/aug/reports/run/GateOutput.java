package io.pokeai.aug.reports.run;

import io.pokeai.aug.reports.GateReportFile;
import io.pokeai.aug.reports.WrittenFiles;
import io.pokeai.aug.reports.robustness.BrokenPictures;
import io.pokeai.aug.reports.robustness.GateContent;
import io.pokeai.aug.robustness.gate.DetectionLimit;
import io.pokeai.aug.robustness.gate.GateFile;
import io.pokeai.aug.robustness.gate.GateReport;
import io.pokeai.aug.robustness.gate.PictureOrder;
import io.pokeai.aug.robustness.gate.SequentialReport;
import io.pokeai.aug.robustness.gate.StoredPair;
import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/**
 * The files of a gate: {@code gate.json} and {@code gate.html}.
 *
 * <p><b>Threads</b> confined to one.
 *
 * @param folder for them; made if it is not there
 * @param pictures finds the pictures of cells that are worse
 */
public record GateOutput(Path folder, BrokenPictures pictures) {
    /**
     * Writes a gate on all pictures.
     *
     * @throws EngineException {@code UNAVAILABLE} when a file cannot be written
     */
    public WrittenFiles write(StoredPair pair, GateReport report) {
        Path json = GateFile.write(folder, pair, report);
        BitSet all = new BitSet();
        all.set(0, pair.paired().pictures());
        return page(json, pair, GateContent.of(pair, report), all);
    }

    /** Writes a sequential gate; the same otherwise. */
    public WrittenFiles write(StoredPair pair, SequentialReport report, DetectionLimit limit) {
        Path json = GateFile.write(folder, pair, report, limit);
        int[] order = PictureOrder.of(pair.paired().pictures(), report.terms().draws());
        BitSet seen = new BitSet();
        for (int i = 0; i < report.seen(); i++) {
            seen.set(order[i]);
        }
        return page(json, pair, GateContent.of(pair, report, limit), seen);
    }

    private WrittenFiles page(Path json, StoredPair pair, GateContent content, BitSet seen) {
        try {
            GateContent shown = content.withBroken(pictures.of(pair, content, seen));
            return new WrittenFiles(List.of(json, GateReportFile.write(folder, shown)), List.of());
        } catch (EngineException e) {
            // The verdict stands, whatever is missing for its pictures.
            return new WrittenFiles(
                    List.of(json, GateReportFile.write(folder, content)),
                    List.of("gate.html has no pictures: " + e.problem()));
        }
    }
}
