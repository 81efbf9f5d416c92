package io.pokeai.aug.robustness.internal;

import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.RobustnessRun;
import io.pokeai.aug.robustness.SequentialRun;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.gate.DetectionLimit;
import io.pokeai.aug.robustness.gate.GateFile;
import io.pokeai.aug.robustness.gate.GateOutcome;
import io.pokeai.aug.robustness.gate.GateReport;
import io.pokeai.aug.robustness.gate.ModelGate;
import io.pokeai.aug.robustness.gate.SequentialReport;
import io.pokeai.aug.robustness.gate.StoredPair;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.gate.GateDecision;
import io.pokeai.engine.api.gate.GateQuestion;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.SwapGate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Decides about a swap by a robustness run of both generations: those cells that an earlier run in the same folder has finished, of
 * either of them, are not asked for again.
 */
@Component(service = SwapGate.class)
public final class RobustnessGate implements SwapGate {
    private final Supplier<Augmentations> augmentations;

    /** For {@link java.util.ServiceLoader}: with the augmentations of the class path. */
    public RobustnessGate() {
        this(() -> Augmentations.onClassPath(RobustnessGate.class.getClassLoader()));
    }

    /** @param installed the augmentations that are there when somebody demands a gate */
    @Activate
    public RobustnessGate(@Reference List<Augmentation> installed) {
        this(() -> new Augmentations(installed));
    }

    private RobustnessGate(Supplier<Augmentations> augmentations) {
        this.augmentations = augmentations;
    }

    @Override
    public void check(Path plan) {
        GatePlanReader.read(plan).planned(augmentations.get());
    }

    @Override
    public GateDecision decide(GateQuestion question) throws InterruptedException {
        GatePlan plan = GatePlanReader.read(question.plan());
        GenerationsAsked asked = GenerationsAsked.of(question);
        LabelledPictures pictures = plan.pictures(question::cancelled);
        RobustnessPlan cells = new RobustnessPlan(
                List.of(asked.baseline(), asked.candidate()), plan.planned(augmentations.get()), plan.seed(), pictures);
        Path folder = plan.report(question.artifacts(), question.model());
        RobustnessListener listener = new GateProgress(question);
        return plan.sequential()
                ? sequential(plan, cells, asked, folder, listener)
                : whole(plan, cells, asked, folder, listener);
    }

    private static GateDecision whole(
            GatePlan plan, RobustnessPlan cells, GenerationsAsked asked, Path folder, RobustnessListener listener)
            throws InterruptedException {
        StoredPair pair;
        try (RobustnessRun run = RobustnessRun.begin(folder, asked, listener)) {
            RobustnessResult result = run.ask(cells);
            pair = StoredPair.of(
                    of(result, asked.baseline()),
                    asked.baseline().title(),
                    of(result, asked.candidate()),
                    asked.candidate().title());
        }
        GateReport report = ModelGate.decide(pair.paired(), plan.terms());
        Path file = GateFile.write(folder, pair, report);
        return decision(plan, report.outcome(), report.sentence(), pair, file);
    }

    private static List<FinishedCell> of(RobustnessResult result, TestedModel model) {
        return result.cells().stream()
                .filter(cell -> cell.model().equals(model.title()))
                .toList();
    }

    private static GateDecision sequential(
            GatePlan plan, RobustnessPlan cells, GenerationsAsked asked, Path folder, RobustnessListener listener)
            throws InterruptedException {
        SequentialRun run = SequentialRun.ask(cells, asked, plan.terms(), listener);
        SequentialReport report = run.report();
        StoredPair pair = run.pair();
        Path file = GateFile.write(folder, pair, report, DetectionLimit.of(pair.paired(), plan.terms()));
        return decision(plan, report.outcome(), report.sentence(), pair, file);
    }

    private static GateDecision decision(
            GatePlan plan, GateOutcome outcome, String sentence, StoredPair pair, Path file) {
        boolean excused = outcome == GateOutcome.INCONCLUSIVE && plan.acceptsInconclusive();
        StringBuilder text = new StringBuilder(sentence);
        pair.notes().forEach(note -> text.append(' ').append(note));
        if (excused) {
            text.append(" The plan accepts that.");
        }
        return new GateDecision(outcome == GateOutcome.PASS || excused, text.toString(), Optional.of(file));
    }
}
