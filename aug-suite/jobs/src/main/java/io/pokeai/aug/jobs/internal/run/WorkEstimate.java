package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.jobs.JobEngine;
import io.pokeai.aug.jobs.JobEstimate;
import io.pokeai.aug.jobs.JobKind;
import io.pokeai.aug.jobs.JobOrder;
import io.pokeai.aug.jobs.JobSettings;
import io.pokeai.aug.reports.run.ModelRobustness;
import io.pokeai.aug.reports.run.SuiteErrors;
import io.pokeai.aug.robustness.EngineAnswers;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.gate.DetectionLimit;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.plan.PlanChoice;
import io.pokeai.aug.robustness.plan.PlanFile;
import io.pokeai.aug.robustness.plan.WrittenPlan;
import io.pokeai.aug.robustness.receipt.ReceiptMachine;
import io.pokeai.aug.robustness.report.ErrorBaseline;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What an order would take, as {@code pokeai robustness --dry-run} says it. The engine that serves is asked.
 *
 * @param settings where data sets are
 * @param engine that is asked
 */
public record WorkEstimate(JobSettings settings, JobEngine engine) {
    /** About how long one takes, beside the reading of pictures. */
    public static final Duration LONGEST = Duration.ofSeconds(9);

    private static final List<Double> DISCORDANCES = List.of(0.05, 0.1, 0.2);

    /**
     * Reads the pictures, asks for five seconds, and makes some of what the page shows.
     *
     * @throws InterruptedException when {@code cancelled} said so
     */
    public JobEstimate of(JobOrder order, BooleanSupplier cancelled) throws InterruptedException {
        RobustnessPlan plan = plan(order, cancelled);
        RobustnessListener listener = new RobustnessListener() {
            @Override
            public boolean cancelled() {
                return cancelled.getAsBoolean();
            }
        };
        boolean evaluation = order.kind() == JobKind.EVALUATION;
        // No cell of an order is finished: each job has a folder of its own.
        Path nowhere = settings.root().resolve("estimate");
        WrittenPlan written = new WrittenPlan(
                plan,
                settings.directory(),
                Optional.empty(),
                "none",
                true,
                order.plan().predictions());
        ModelRobustness.Estimate estimate = new ModelRobustness(
                        new EngineAnswers(engine.serving()),
                        nowhere,
                        nowhere,
                        engine.build(),
                        ReceiptMachine.here(engine.settings().threads()),
                        listener)
                .estimate(written, !evaluation && order.extras().report());
        return new JobEstimate(
                evaluation ? 0 : estimate.work().cells(),
                estimate.work().pictures(),
                estimate.work().answers(),
                estimate.work().time().plus(estimate.report().time()),
                estimate.report().time(),
                estimate.disk().kept() + estimate.report().bytes(),
                estimate.report().bytes(),
                estimate.disk().meanwhile(),
                evaluation ? List.of() : detection(order, plan));
    }

    private RobustnessPlan plan(JobOrder order, BooleanSupplier cancelled) throws InterruptedException {
        List<TestedModel> models = models(order);
        JobPictures pictures = JobPictures.of(
                order,
                new DataFolders(settings.dataRoot(), engine.uploads()),
                settings.directory(),
                engine.settings().artifacts());
        if (order.kind() == JobKind.EVALUATION) {
            LabelledPictures read =
                    LabelledPictures.read(PictureTable.read(pictures.table()), pictures.pictureFolder(), cancelled);
            return new RobustnessPlan(models, List.of(), List.of(), 0, read);
        }
        PlanChoice choice = new PlanChoice(
                order.plan(),
                engine.augmentations().get(),
                engine.perturbations().get());
        PlanChoice.Changes changes = choice.changes();
        LabelledPictures read = pictures.read(sentence -> {}, cancelled).pictures();
        choice.requireSame(models, read);
        long seed = order.plan().seeds().stream().findFirst().orElse(0L);
        RobustnessPlan plan = new RobustnessPlan(models, changes.corruptions(), changes.sequences(), seed, read);
        SuiteErrors.requireDefined(
                plan, ErrorBaseline.parse(order.plan().normalise().orElse("none"), models));
        return plan;
    }

    private List<TestedModel> models(JobOrder order) {
        List<String> names =
                order.plan().models().stream().map(PlanFile.Model::name).toList();
        return (names.isEmpty() ? List.of(engine.serving().models().only()) : names)
                .stream()
                        .map(name -> TestedModel.open(engine.serving(), name, name))
                        .toList();
    }

    private static List<JobEstimate.Detection> detection(JobOrder order, RobustnessPlan plan) {
        GateTerms terms = order.gate().map(gate -> gate.terms()).orElse(GateTerms.DEFAULT);
        int cells = plan.cells().size() / plan.models().size();
        return DISCORDANCES.stream()
                .map(discordance -> {
                    DetectionLimit limit =
                            DetectionLimit.expected(plan.pictures().size(), cells, discordance, terms);
                    return new JobEstimate.Detection(discordance, limit.family(), limit.cell());
                })
                .toList();
    }
}
