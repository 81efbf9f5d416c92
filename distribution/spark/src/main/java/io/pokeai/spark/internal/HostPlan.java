package io.pokeai.spark.internal;

import io.pokeai.aug.robustness.EngineAnswers;
import io.pokeai.aug.robustness.PlanParts;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.PartialCell;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.catalog.Augmentations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plan in an executor: the same models and corruptions as in the driver, or none of its parts is answered.
 *
 * <p><b>Threads</b> {@link #ask} may be called by many.
 */
final class HostPlan {
    private final EngineAnswers answers;
    private final SharedPlan plan;
    private final List<TestedModel> models;
    private final List<PlannedCorruption> corruptions;

    private HostPlan(
            EngineAnswers answers, SharedPlan plan, List<TestedModel> models, List<PlannedCorruption> corruptions) {
        this.answers = answers;
        this.plan = plan;
        this.models = models;
        this.corruptions = corruptions;
    }

    /** @throws EngineException {@code CONFLICT} when a model or a corruption is another one here */
    static HostPlan of(HostEngine host, SharedPlan plan) {
        List<TestedModel> models = new ArrayList<>();
        for (SharedPlan.SharedModel wanted : plan.models()) {
            TestedModel here = TestedModel.open(host.engine(), wanted.name(), wanted.title());
            SharedPlan.SharedModel found = SharedPlan.SharedModel.of(here);
            if (!found.equals(wanted)) {
                throw other(
                        "model '" + wanted.title() + "'",
                        wanted.version() + " on " + wanted.backend(),
                        found.version() + " on " + found.backend());
            }
            models.add(here);
        }
        Augmentations augmentations = Augmentations.onClassPath(HostPlan.class.getClassLoader());
        List<PlannedCorruption> corruptions = new ArrayList<>();
        for (SharedPlan.SharedCorruption wanted : plan.corruptions()) {
            PlannedCorruption here = new PlannedCorruption(
                    Optional.of(augmentations.find(wanted.name())), wanted.severities(), wanted.exact());
            if (!SharedPlan.SharedCorruption.of(here).equals(wanted)) {
                throw other("'" + wanted.name() + "'", "of another definition", "installed here");
            }
            corruptions.add(here);
        }
        return new HostPlan(new EngineAnswers(host.engine()), plan, List.copyOf(models), List.copyOf(corruptions));
    }

    private static EngineException other(String what, String driver, String here) {
        return new EngineException(
                ErrorCode.CONFLICT,
                "In the driver " + what + " is " + driver + ", and in this executor " + here + ".",
                "Give all machines the same artifacts folder and the same jar.");
    }

    /** The rows of each cell of the part's pass. */
    List<PartialCell> ask(SharedPart part) throws InterruptedException {
        PlanParts parts = PlanParts.elsewhere(
                models,
                corruptions,
                plan.seed(),
                plan.labels(),
                cell -> plan.open().contains(SharedPlan.cell(cell)));
        Path scratch = scratch();
        try {
            return parts.ask(part.toPart(), answers, scratch, plan.kept(), RobustnessListener.SILENT);
        } finally {
            delete(scratch);
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("pokeai-part");
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "No scratch folder can be made: " + e.getMessage() + ".",
                    "Set java.io.tmpdir of the executors to a folder that can be written.",
                    e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.getLogger(HostPlan.class.getName()).log(System.Logger.Level.DEBUG, folder + " stays: " + e);
        }
    }
}
