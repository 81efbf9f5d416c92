package io.pokeai.aug.robustness;

import io.pokeai.aug.robustness.cells.AnsweredCell;
import io.pokeai.aug.robustness.cells.JoinedCell;
import io.pokeai.aug.robustness.cells.PartialCell;
import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A plan in parts that can be answered apart, on several machines. Parts begin where batches begin, so that each batch holds what it
 * holds when one machine answers all of it, and answers are the same to the last bit.
 *
 * <p><b>Threads</b> confined to one.
 */
public final class PlanParts {
    private final RobustnessPlan plan;
    private final List<Pass> passes;

    /**
     * @param isWanted the cells that are asked about
     * @throws EngineException {@code INVALID_ARGUMENT} for a plan with sequences: their frames are not cut
     */
    public PlanParts(RobustnessPlan plan, Predicate<PlannedCell> isWanted) {
        if (!plan.sequences().isEmpty()) {
            throw EngineException.invalidArgument(
                    "Sequences such as '" + plan.sequences().get(0).name() + "' are not answered by several machines.",
                    "Take them out of the plan, and run 'pokeai robustness --suite imagenet-p' on one machine.");
        }
        this.plan = plan;
        this.passes = Pass.of(plan, isWanted);
    }

    /**
     * The parts of a plan on a machine that only answers them: it does not know all pictures.
     *
     * @param corruptions beside clean pictures, in the order of the plan
     * @param labels of the whole data set
     * @param isWanted as where the plan was cut
     * @throws EngineException as {@link RobustnessPlan}
     */
    public static PlanParts elsewhere(
            List<TestedModel> models,
            List<PlannedCorruption> corruptions,
            long seed,
            Set<String> labels,
            Predicate<PlannedCell> isWanted) {
        LabelledPictures none = LabelledPictures.part(List.of(), List.of(), labels);
        return new PlanParts(new RobustnessPlan(models, corruptions, seed, none), isWanted);
    }

    /** The cells that are asked about. */
    public List<PlannedCell> wanted() {
        List<PlannedCell> cells = new ArrayList<>();
        for (Pass pass : passes) {
            for (TestedModel model : pass.models()) {
                pass.severities().forEach(severity -> cells.add(plan.cell(model, pass.corruption(), severity)));
            }
        }
        return cells;
    }

    /**
     * All parts, pass by pass.
     *
     * @param pictures in each part, about; at least 1
     */
    public List<PlanPart> cut(int pictures) {
        List<PlanPart> parts = new ArrayList<>();
        for (int pass = 0; pass < passes.size(); pass++) {
            int batch = passes.get(pass).batch();
            int step = Math.max(batch, pictures / batch * batch);
            for (int from = 0; from < plan.pictures().size(); from += step) {
                int to = Math.min(plan.pictures().size(), from + step);
                parts.add(new PlanPart(
                        pass,
                        from,
                        plan.pictures().rows(from, to),
                        plan.pictures().files(from, to)));
            }
        }
        return parts;
    }

    /** What a part asks, for people, such as {@code fog 1-5}. */
    public String title(PlanPart part) {
        return passes.get(part.pass()).toString();
    }

    /** How many answers a part takes. */
    public long answers(PlanPart part) {
        return (long) part.rows().size() * passes.get(part.pass()).answersPerPicture();
    }

    /**
     * Answers a part.
     *
     * @param scratch for answers meanwhile; an empty folder, and nobody else's
     * @param kept what is to be kept of each answer
     * @return the rows of each cell of the pass, in an order that {@link #cells} shares
     * @throws EngineException what a model fails with; {@code UNAVAILABLE} when {@code scratch} cannot be used
     * @throws InterruptedException when the listener stopped it
     */
    public List<PartialCell> ask(
            PlanPart part, PixelAnswers asked, Path scratch, KeptAnswers kept, RobustnessListener listener)
            throws InterruptedException {
        Set<String> labels = plan.pictures().labels();
        RobustnessPlan own = plan.about(LabelledPictures.part(part.rows(), part.files(), labels));
        try (PassAnswers answers = new PassAnswers(passes.get(part.pass()), own, scratch)) {
            answers.ask(asked, listener, new WorkClock());
            List<PartialCell> cells = new ArrayList<>();
            for (AnsweredCell cell : answers.cells(kept)) {
                cells.add(PartialCell.of(part.first(), cell));
            }
            answers.finish();
            return cells;
        }
    }

    /** How many passes the parts belong to. */
    int passes() {
        return passes.size();
    }

    /** The cells of a pass, empty: model by model, by severity. */
    List<JoinedCell> cells(int pass) {
        Pass asked = passes.get(pass);
        List<JoinedCell> cells = new ArrayList<>();
        for (TestedModel model : asked.models()) {
            for (int severity : asked.severities()) {
                cells.add(new JoinedCell(
                        model.title(),
                        asked.corruption().name(),
                        severity,
                        plan.cell(model, asked.corruption(), severity).key(),
                        plan.pictures().size()));
            }
        }
        return cells;
    }
}
