package io.pokeai.aug.robustness;

import io.pokeai.aug.robustness.cells.FinishedSequences;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked with each picture decoded once: models of one input spec, all frames of one sequence at one level.
 *
 * @param models at least one
 */
record SequencePass(List<TestedModel> models, PlannedSequence sequence, int level) implements ProbedPass {
    /** The passes of all sequences of the plan that are not finished, in their order. */
    static List<SequencePass> of(RobustnessPlan plan, FinishedSequences finished) {
        List<SequencePass> passes = new ArrayList<>();
        for (PlannedSequence sequence : plan.sequences()) {
            for (int level : sequence.levels()) {
                Map<InputSpec, List<TestedModel>> together = new LinkedHashMap<>();
                for (TestedModel model : plan.models()) {
                    if (finished.find(plan.cell(model, sequence, level).key()).isEmpty()) {
                        together.computeIfAbsent(model.input(), input -> new ArrayList<>())
                                .add(model);
                    }
                }
                together.values().forEach(models -> passes.add(new SequencePass(models, sequence, level)));
            }
        }
        return passes;
    }

    /** What the models see. */
    InputSpec input() {
        return models.get(0).input();
    }

    /** How many frames each picture has. */
    int frames() {
        return sequence.pairs().frames();
    }

    @Override
    public int questionsPerPicture() {
        return frames();
    }

    @Override
    public Pixels pixels(RobustnessPlan plan, PixelAnswers asked, int picture, int question) {
        return sequence.frame(
                asked.crop(plan.pictures().file(picture), sequence.wide(input())),
                input(),
                level,
                question,
                plan.seed());
    }

    @Override
    public String toString() {
        return sequence.text(level);
    }
}
