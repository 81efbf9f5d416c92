package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.jobs.JobGate;
import io.pokeai.aug.jobs.JobResult;
import io.pokeai.aug.reports.WrittenFiles;
import io.pokeai.aug.reports.robustness.BrokenPictures;
import io.pokeai.aug.reports.run.GateOutput;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.gate.DetectionLimit;
import io.pokeai.aug.robustness.gate.GateReport;
import io.pokeai.aug.robustness.gate.ModelGate;
import io.pokeai.aug.robustness.gate.SequentialGate;
import io.pokeai.aug.robustness.gate.SequentialReport;
import io.pokeai.aug.robustness.gate.StoredPair;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.catalog.Augmentations;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The gate of a job, on the cells that it has finished.
 *
 * @param folder of the run; the gate's files go to {@code gate} below it
 * @param cropping makes what a model sees of a file
 */
record JobGateRun(Path folder, JobGate gate, Augmentations augmentations, BiFunction<Path, InputSpec, Image> cropping) {
    JobResult.Verdict decide(Consumer<String> note) {
        RobustnessCells cells = RobustnessCells.read(folder);
        StoredPair pair = StoredPair.of(cells, gate.baseline(), cells, gate.candidate());
        GateOutput output = new GateOutput(
                folder.resolve("gate"),
                new BrokenPictures(
                        new BrokenPictures.Run(folder, cells, gate.baseline()),
                        new BrokenPictures.Run(folder, cells, gate.candidate()),
                        augmentations,
                        cropping));
        DetectionLimit limit = DetectionLimit.of(pair.paired(), gate.terms());
        note.accept(limit.sentence());
        pair.notes().forEach(note);
        if (gate.sequential()) {
            SequentialReport report = SequentialGate.replay(pair.paired(), gate.terms());
            return verdict(report.outcome().name(), report.sentence(), output.write(pair, report, limit), note);
        }
        GateReport report = ModelGate.decide(pair.paired(), gate.terms());
        return verdict(report.outcome().name(), report.sentence(), output.write(pair, report), note);
    }

    private static JobResult.Verdict verdict(
            String outcome, String sentence, WrittenFiles written, Consumer<String> note) {
        written.notes().forEach(note);
        return new JobResult.Verdict(outcome, sentence);
    }
}
