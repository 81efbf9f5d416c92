package io.pokeai.aug.robustness;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import java.nio.file.Path;
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
record Pass(List<TestedModel> models, PlannedCorruption corruption, List<Integer> severities) implements ProbedPass {
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

    @Override
    public int questionsPerPicture() {
        return severities.size();
    }

    @Override
    public Pixels pixels(RobustnessPlan plan, PixelAnswers asked, int picture, int question) {
        Path file = plan.pictures().file(picture);
        Image crop = asked.crop(file, corruption.cropFor(input()));
        return corruption.seen(asked, crop, file, input(), severities.get(question), plan.seed());
    }

    @Override
    public String toString() {
        return PlannedCorruption.text(corruption, severities);
    }
}
