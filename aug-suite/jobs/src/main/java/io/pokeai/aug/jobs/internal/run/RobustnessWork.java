package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.jobs.JobEngine;
import io.pokeai.aug.jobs.JobGate;
import io.pokeai.aug.jobs.JobOrder;
import io.pokeai.aug.jobs.JobResult;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import io.pokeai.aug.reports.run.ModelRobustness;
import io.pokeai.aug.reports.run.SuiteErrors;
import io.pokeai.aug.robustness.EngineAnswers;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.figures.TrainingRecords;
import io.pokeai.aug.robustness.plan.PictureChoice;
import io.pokeai.aug.robustness.plan.PlanChoice;
import io.pokeai.aug.robustness.plan.WrittenPlan;
import io.pokeai.aug.robustness.receipt.ReceiptMachine;
import io.pokeai.aug.robustness.report.ErrorBaseline;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A turn of a robustness job, as {@code pokeai robustness -o} works in its folder, and as {@code pokeai gate --report} after it.
 *
 * @param engine for corruptions and receipts
 * @param own with the pinned models
 * @param paced the same engine, for long runs
 */
record RobustnessWork(
        JobEngine engine, PinnedEngine own, PacedEngine paced, JobPictures pictures, StoredJob job, StopSwitch stop) {
    private static final double PERCENT = 100;

    JobResult run() throws InterruptedException {
        JobOrder order = job.order();
        Path files = job.folder().files();
        JobPlan planned = plan(order);
        stop.begin(job);
        JobListener listener = new JobListener(job, stop);
        ModelRobustness run = new ModelRobustness(
                new EngineAnswers(paced),
                files,
                files,
                engine.build(),
                ReceiptMachine.here(own.settings().threads()),
                listener);
        ModelRobustness.Report report = run.ask(
                planned.written(),
                planned.baseline(),
                TrainingRecords.of(
                        own.engine(),
                        own.settings().artifacts(),
                        planned.written().plan().models()),
                order.extras().report());
        RobustnessResult result = report.result();
        // What an earlier turn has finished and not told, because it was killed in between.
        job.finished(result.cells());
        job.finishedSequences(result.sequences());
        report.notes().forEach(job::note);
        Optional<JobResult.Verdict> verdict = Optional.empty();
        if (order.gate().isPresent()) {
            verdict = Optional.of(gate(order.gate().get(), files));
        }
        return new JobResult(sentence(result), result.leftOut().size(), verdict);
    }

    /** What is to be asked. */
    private record JobPlan(WrittenPlan written, ErrorBaseline baseline) {}

    private JobPlan plan(JobOrder order) throws InterruptedException {
        PlanChoice choice = new PlanChoice(
                order.plan(),
                engine.augmentations().get(),
                engine.perturbations().get());
        PlanChoice.Changes changes = choice.changes();
        List<TestedModel> models = own.tested();
        PictureChoice.Chosen chosen = pictures.read(job::noteOnce, stop::isTold);
        choice.requireSame(models, chosen.pictures());
        new DataPin(job.folder().inputs()).require(chosen.pictures().root());
        ErrorBaseline baseline = ErrorBaseline.parse(order.plan().normalise().orElse("none"), models);
        long seed = order.plan().seeds().stream().findFirst().orElse(0L);
        RobustnessPlan plan =
                new RobustnessPlan(models, changes.corruptions(), changes.sequences(), seed, chosen.pictures());
        SuiteErrors.requireDefined(plan, baseline);
        ModelRobustness.sizes(plan).forEach(job::noteOnce);
        WrittenPlan written = new WrittenPlan(
                plan,
                pictures.data(),
                chosen.split(),
                baseline.id(),
                true,
                order.plan().predictions());
        return new JobPlan(written, baseline);
    }

    private JobResult.Verdict gate(JobGate gate, Path files) {
        return new JobGateRun(
                        files, gate, engine.augmentations().get(), own.engine().imaging()::crop)
                .decide(job::note);
    }

    private static String sentence(RobustnessResult result) {
        return result.plan().models().stream()
                .map(model -> sentence(model, result))
                .collect(Collectors.joining(" "));
    }

    private static String sentence(TestedModel model, RobustnessResult result) {
        List<FinishedCell> own = result.cells().stream()
                .filter(cell -> cell.model().equals(model.title()))
                .toList();
        double clean = mean(own.stream().filter(cell -> cell.severity() == 0).toList());
        List<FinishedCell> corrupted =
                own.stream().filter(cell -> cell.severity() > 0).toList();
        String text = String.format(Locale.ROOT, "'%s' has %.2f %% of the clean pictures right", model.title(), clean);
        return corrupted.isEmpty()
                ? text + "."
                : text
                        + String.format(
                                Locale.ROOT,
                                ", and %.2f %% in the mean over %d %s.",
                                mean(corrupted),
                                corrupted.size(),
                                corrupted.size() == 1 ? "corrupted cell" : "corrupted cells");
    }

    private static double mean(List<FinishedCell> cells) {
        return PERCENT
                * cells.stream()
                        .mapToDouble(cell -> (double) cell.correct() / Math.max(1, cell.pictures()))
                        .average()
                        .orElse(0);
    }
}
