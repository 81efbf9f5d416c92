package io.pokeai.aug.robustness.plan;

import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.PlannedSequence;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a plan file means with the corruptions that are installed, and with those options of a call that win over it.
 *
 * @param plan as a file or an order says it
 * @param augmentations that are installed
 * @param perturbations that are installed
 */
public record PlanChoice(PlanFile plan, Augmentations augmentations, Perturbations perturbations) {
    /** What a run asks about beside clean pictures. */
    public record Changes(List<PlannedCorruption> corruptions, List<PlannedSequence> sequences) {}

    /**
     * What the plan alone means.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for a name or a severity that is not there
     */
    public Changes changes() {
        return changes(null, List.of(), null, false);
    }

    /**
     * The options that name corruptions win over all that the plan says of them; {@code --severities} alone over its severities.
     *
     * @param suite as {@code --suite}
     * @param names as {@code --with}
     * @param severities as {@code --severities}
     * @param exact as {@code --pokeai-exact}
     * @throws EngineException {@code INVALID_ARGUMENT} for a name or a severity that is not there
     */
    public Changes changes(@Nullable String suite, List<String> names, @Nullable String severities, boolean exact) {
        String wanted = severities == null && !plan.severities().isEmpty()
                ? plan.severities().stream().map(String::valueOf).collect(Collectors.joining(","))
                : severities;
        Changes changes = new Changes(new ArrayList<>(), new ArrayList<>());
        if (suite != null
                || !names.isEmpty()
                || (plan.suites().isEmpty() && plan.corruptions().isEmpty())) {
            add(suite, names, wanted, changes);
        } else {
            for (int i = 0; i < plan.suites().size(); i++) {
                addOf("suites[" + i + "]", plan.suites().get(i), List.of(), wanted, changes);
            }
            for (int i = 0; i < plan.corruptions().size(); i++) {
                PlanFile.Corruption corruption = plan.corruptions().get(i);
                List<String> texts = severities == null ? corruption.texts() : List.of(corruption.name());
                addOf("corruptions[" + i + "]", null, texts, wanted, changes);
            }
        }
        if (isExact(exact)) {
            changes.corruptions().replaceAll(PlannedCorruption::asPokeAi);
        }
        return changes;
    }

    /** @param option as {@code --pokeai-exact} */
    public boolean isExact(boolean option) {
        return option || plan.pokeaiExact();
    }

    /** @param field of the plan that names them */
    private void addOf(String field, @Nullable String suite, List<String> names, @Nullable String wanted, Changes to) {
        try {
            add(suite, names, wanted, to);
        } catch (EngineException e) {
            throw e.ofField(field);
        }
    }

    private void add(@Nullable String suite, List<String> names, @Nullable String wanted, Changes to) {
        Set<Integer> severities = EngineException.inField("severities", () -> CorruptionChoice.severities(wanted));
        SequenceChoice chosen = SequenceChoice.of(perturbations, suite, names, severities);
        to.sequences().addAll(chosen.sequences());
        if (!chosen.isAll()) {
            to.corruptions().addAll(new CorruptionChoice(augmentations).of(chosen.suite(), chosen.names(), wanted));
        }
    }

    /**
     * A plan that says which versions it was made of is not followed with others.
     *
     * @throws EngineException {@code CONFLICT} that names what is another one
     */
    public void requireSame(List<TestedModel> models, LabelledPictures pictures) {
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
