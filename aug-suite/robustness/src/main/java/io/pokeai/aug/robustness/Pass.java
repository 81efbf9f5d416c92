package io.pokeai.aug.robustness;

import io.pokeai.engine.api.InputSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What is asked with each picture decoded once: models of one input spec, one corruption, some of its severities. A pass is
 * finished as a whole.
 *
 * @param models at least one
 * @param severities at least one, ascending
 */
record Pass(List<TestedModel> models, PlannedCorruption corruption, List<Integer> severities) {
    /** The passes of the cells of the plan that are wanted, in the order of its corruptions. */
    static List<Pass> of(RobustnessPlan plan, Predicate<PlannedCell> isWanted) {
        List<Pass> passes = new ArrayList<>();
        for (PlannedCorruption corruption : plan.corruptions()) {
            Map<Wanted, List<TestedModel>> together = new LinkedHashMap<>();
            for (TestedModel model : plan.models()) {
                List<Integer> severities = corruption.severities().stream()
                        .filter(severity -> isWanted.test(plan.cell(model, corruption, severity)))
                        .toList();
                if (!severities.isEmpty()) {
                    together.computeIfAbsent(new Wanted(model.input(), severities), wanted -> new ArrayList<>())
                            .add(model);
                }
            }
            together.forEach((wanted, models) -> passes.add(new Pass(models, corruption, wanted.severities())));
        }
        return passes;
    }

    /** Models that want the same pixels are asked together. */
    private record Wanted(InputSpec input, List<Integer> severities) {}

    InputSpec input() {
        return models.get(0).input();
    }

    /** How many pictures are computed at once: what all of the models like. */
    int batch() {
        return models.stream().mapToInt(model -> model.identity().batch()).min().orElseThrow();
    }

    /** Answers of each picture. */
    int answersPerPicture() {
        return models.size() * severities.size();
    }

    @Override
    public String toString() {
        return PlannedCorruption.text(corruption, severities);
    }
}
