package io.pokeai.aug.reports.run;

import io.pokeai.aug.reports.WrittenFiles;
import io.pokeai.aug.robustness.KeptAnswers;
import io.pokeai.aug.robustness.PixelAnswers;
import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.RobustnessRun;
import io.pokeai.aug.robustness.RunEstimate;
import io.pokeai.aug.robustness.cells.FinishedSequences;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.figures.TrainingRecord;
import io.pokeai.aug.robustness.plan.WrittenPlan;
import io.pokeai.aug.robustness.receipt.ReceiptBuild;
import io.pokeai.aug.robustness.receipt.ReceiptMachine;
import io.pokeai.aug.robustness.report.ErrorBaseline;
import io.pokeai.aug.robustness.report.RunDisk;
import io.pokeai.aug.robustness.report.SuiteError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Asks the models of a plan for every cell that is not finished, and writes the cells, PokeAI's files, the figures, the receipt, the
 * plots and the page. A run that was interrupted goes on where it was.
 *
 * <p><b>Threads</b> confined to one; one run at a time works in a folder.
 *
 * @param asked the models
 * @param folder of the run
 * @param artifacts gets PokeAI's files; the folder of the run, or an artifacts folder
 * @param build of the engine, for the receipt
 * @param machine for the receipt
 * @param listener is told how the run proceeds, and may stop it
 */
public record ModelRobustness(
        PixelAnswers asked,
        Path folder,
        Path artifacts,
        ReceiptBuild build,
        ReceiptMachine machine,
        RobustnessListener listener) {
    private static final Duration PROBE = Duration.ofSeconds(5);

    /** Strengths of corruptions are in pixels of pictures of this size. */
    private static final int BENCHMARK_SIDE = 224;

    /**
     * What a run has found and written.
     *
     * @param errors mean errors of whole suites
     * @param files what was written; the page last, if there is one
     * @param notes what a person should know
     */
    public record Report(
            RobustnessResult result,
            List<SuiteError> errors,
            RobustnessFigures figures,
            List<Path> files,
            List<String> notes) {
        public Report {
            errors = List.copyOf(errors);
            files = List.copyOf(files);
            notes = List.copyOf(notes);
        }
    }

    /**
     * What a run would take.
     *
     * @param report page and plots, beside the others
     */
    public record Estimate(RunEstimate work, RunDisk disk, ReportEstimate report) {}

    /**
     * Asks, and writes all files.
     *
     * @param training what is known of the models' training, by their titles
     * @param page whether the page and the plots are wanted
     * @throws io.pokeai.engine.api.EngineException as {@link RobustnessRun}; {@code UNAVAILABLE} when a file cannot be written
     * @throws InterruptedException when the listener stopped it; the next run goes on where this one was
     */
    public Report ask(WrittenPlan written, ErrorBaseline baseline, Map<String, TrainingRecord> training, boolean page)
            throws InterruptedException {
        try (RobustnessRun run = RobustnessRun.begin(folder, asked, listener)) {
            RobustnessResult result = run.ask(written.plan(), kept(written));
            List<SuiteError> errors = SuiteErrors.of(result, baseline);
            RobustnessFigures figures = RobustnessFigures.of(result, training);
            RobustnessOutput to = new RobustnessOutput(asked, folder, artifacts);
            List<Path> files = to.write(result, errors, figures, written, build, machine);
            if (!page) {
                return new Report(result, errors, figures, files, List.of());
            }
            listener.reporting();
            WrittenFiles report = to.report(result, errors, figures, listener::cancelled);
            return new Report(result, errors, figures, report.files(), report.notes());
        }
    }

    /**
     * Asks some of the questions for five seconds, makes some of the pictures, and says what all of them would take. Writes nothing.
     *
     * @param page whether the page and the plots are wanted
     * @throws InterruptedException when the listener stopped it
     */
    public Estimate estimate(WrittenPlan written, boolean page) throws InterruptedException {
        RobustnessCells finished = RobustnessCells.ifAny(folder);
        KeptAnswers kept = kept(written);
        RunEstimate work =
                RunEstimate.of(written.plan(), finished, FinishedSequences.ifAny(folder), kept, asked, PROBE, listener);
        ReportEstimate report =
                page ? ReportEstimate.of(written.plan(), asked, listener::cancelled) : ReportEstimate.NOTHING;
        return new Estimate(work, RunDisk.of(written.plan(), finished, kept), report);
    }

    private static KeptAnswers kept(WrittenPlan written) {
        return written.predictions() ? KeptAnswers.PROBABILITIES : KeptAnswers.CLASSES;
    }

    /** A sentence for each model whose figures are not comparable with published ones. */
    public static List<String> sizes(RobustnessPlan plan) {
        return plan.models().stream()
                .filter(model -> model.input().height() != BENCHMARK_SIDE
                        || model.input().width() != BENCHMARK_SIDE)
                .map(model ->
                        "model '" + model.title() + "' sees " + model.input().width() + " × "
                                + model.input().height()
                                + " pixels: its figures are not comparable with those of models that see 224 × 224.")
                .toList();
    }
}
