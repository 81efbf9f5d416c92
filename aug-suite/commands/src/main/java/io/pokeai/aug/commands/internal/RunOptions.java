package io.pokeai.aug.commands.internal;

import io.pokeai.aug.robustness.KeptAnswers;
import io.pokeai.aug.robustness.plan.PlanChoice;
import io.pokeai.aug.robustness.plan.PlanFile;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a call of {@code robustness} asks for: its options, and its plan file for those that it leaves out. */
final class RunOptions {
    private static final String DEFAULT_NORMALISER = "none";

    private final PlanFile plan;

    /** @param file as {@code --plan} names it */
    RunOptions(CliSession session, @Nullable String file) {
        plan = file == null ? PlanFile.EMPTY : PlanFile.read(session.directory().resolve(Arguments.path(file)));
    }

    /** The plan file; {@link PlanFile#EMPTY} without one. */
    PlanFile plan() {
        return plan;
    }

    /** The plan with what is installed. */
    PlanChoice choice(CliSession session) {
        return new PlanChoice(plan, session.augmentations(), session.perturbations());
    }

    /** @param option as {@code --model} */
    List<String> models(List<String> option) {
        return option.isEmpty()
                ? plan.models().stream().map(PlanFile.Model::name).toList()
                : option;
    }

    /** @param option as {@code --seed} */
    List<Long> seeds(@Nullable Long option) {
        if (option != null) {
            return List.of(option);
        }
        return plan.seeds().isEmpty()
                ? List.of(0L)
                : plan.seeds().stream().distinct().toList();
    }

    /** @param option as {@code --normalise} */
    String normalise(@Nullable String option) {
        return option == null ? plan.normalise().orElse(DEFAULT_NORMALISER) : option;
    }

    /** @param option as {@code --data} */
    @Nullable
    String data(@Nullable String option) {
        return option == null ? plan.data().map(Path::toString).orElse(null) : option;
    }

    /** @param option as {@code --split} */
    Optional<Path> split(CliSession session, @Nullable String option) {
        return option == null ? plan.split() : Optional.of(session.directory().resolve(Arguments.path(option)));
    }

    /** @param option as {@code --output} */
    Optional<Path> output(CliSession session, @Nullable String option) {
        return option == null ? plan.output() : Optional.of(session.directory().resolve(Arguments.path(option)));
    }

    /** @param option as {@code --predictions} */
    KeptAnswers kept(boolean option) {
        return option || plan.predictions() ? KeptAnswers.PROBABILITIES : KeptAnswers.CLASSES;
    }
}
