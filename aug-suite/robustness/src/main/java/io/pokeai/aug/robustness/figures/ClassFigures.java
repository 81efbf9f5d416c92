package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.statistics.Proportion;
import java.util.List;

/**
 * One class of a model.
 *
 * @param name of the class
 * @param index of the class
 * @param clean right ones of the class's clean pictures: its recall
 * @param meanFall mean of the {@linkplain ClassFragility#fall falls} over the corruptions that were run
 * @param corruptions one for each corruption that was run, in the order of the plan
 */
public record ClassFigures(
        String name, int index, Proportion clean, double meanFall, List<ClassFragility> corruptions) {
    /** The list is copied. */
    public ClassFigures {
        corruptions = List.copyOf(corruptions);
    }
}
