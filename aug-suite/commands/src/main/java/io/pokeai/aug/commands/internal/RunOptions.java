package io.pokeai.aug.commands.internal;

import io.pokeai.aug.robustness.KeptAnswers;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.PlannedSequence;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.plan.PlanFile;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Arguments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a call of {@code robustness} asks for: its options, and its plan file for those that it leaves out. */
final class RunOptions {
    private static final String DEFAULT_NORMALISER = "none";

    private final PlanFile plan;

    /** @param file as {@code --plan} names it */
    RunOptions(CliSession session, @Nullable String file) {
        plan = file == null ? PlanFile.EMPTY : PlanFile.read(session.directory().resolve(Arguments.path(file)));
    }

    /** @param option as {@code --model} */
    List<String> models(List<String> option) {
        return option.isEmpty()
                ? plan.models().stream().map(PlanFile.Model::name).toList()
                : option;
    }

    /** What a run asks about beside clean pictures. */
    record Changes(List<PlannedCorruption> corruptions, List<PlannedSequence> sequences) {}

    /**
     * The options that name corruptions win over all that the plan says of them; {@code --severities} alone over its severities.
     *
     * @param suite as {@code --suite}
     * @param names as {@code --with}
     * @param severities as {@code --severities}
     * @param exact as {@code --pokeai-exact}
     */
    Changes changes(
            CliSession session,
            @Nullable String suite,
            List<String> names,
            @Nullable String severities,
            boolean exact) {
        String wanted = severities == null && !plan.severities().isEmpty()
                ? plan.severities().stream().map(String::valueOf).collect(Collectors.joining(","))
                : severities;
        Changes changes = new Changes(new ArrayList<>(), new ArrayList<>());
        if (suite != null
                || !names.isEmpty()
                || (plan.suites().isEmpty() && plan.corruptions().isEmpty())) {
            add(session, suite, names, wanted, changes);
        } else {
            plan.suites().forEach(known -> add(session, known, List.of(), wanted, changes));
            for (PlanFile.Corruption corruption : plan.corruptions()) {
                List<String> texts = severities == null ? corruption.texts() : List.of(corruption.name());
                add(session, null, texts, wanted, changes);
            }
        }
        if (isExact(exact)) {
            changes.corruptions().replaceAll(PlannedCorruption::asPokeAi);
        }
        return changes;
    }

    /** @param option as {@code --pokeai-exact} */
    boolean isExact(boolean option) {
        return option || plan.pokeaiExact();
    }

    private static void add(
            CliSession session, @Nullable String suite, List<String> names, @Nullable String wanted, Changes to) {
        SequenceChoice chosen =
                SequenceChoice.of(session.perturbations(), suite, names, CorruptionChoice.severities(wanted));
        to.sequences().addAll(chosen.sequences());
        if (!chosen.isAll()) {
            to.corruptions()
                    .addAll(new CorruptionChoice(session.augmentations()).of(chosen.suite(), chosen.names(), wanted));
        }
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
    @Nullable
    String split(@Nullable String option) {
        return option == null ? plan.split().map(Path::toString).orElse(null) : option;
    }

    /** @param option as {@code --output} */
    Optional<Path> output(CliSession session, @Nullable String option) {
        return option == null ? plan.output() : Optional.of(session.directory().resolve(Arguments.path(option)));
    }

    /** @param option as {@code --predictions} */
    KeptAnswers kept(boolean option) {
        return option || plan.predictions() ? KeptAnswers.PROBABILITIES : KeptAnswers.CLASSES;
    }

    /**
     * A plan that says which versions it was made of is not followed with others.
     *
     * @throws EngineException {@code CONFLICT} that names what is another one
     */
    void requireSame(List<TestedModel> models, LabelledPictures pictures) {
        for (TestedModel model : models) {
            for (PlanFile.Model planned : plan.models()) {
                if (ModelSpec.nameOf(planned.name()).equals(model.title())
                        && !planned.version()
                                .orElse(model.identity().version())
                                .equals(model.identity().version())) {
                    throw other(
                            "model '" + model.title() + "'",
                            planned.version().orElseThrow(),
                            model.identity().version(),
                            "version");
                }
            }
        }
        if (!plan.dataRoot().orElse(pictures.root()).equals(pictures.root())) {
            throw other("the data set", plan.dataRoot().orElseThrow(), pictures.root(), "data_root");
        }
    }

    private static EngineException other(String what, String planned, String here, String field) {
        return new EngineException(
                ErrorCode.CONFLICT,
                "The plan is of another version of " + what + ": " + planned + ", and here is " + here + ".",
                "Put the planned one back, or take '" + field + "' out of the plan to test what is here.");
    }
}
