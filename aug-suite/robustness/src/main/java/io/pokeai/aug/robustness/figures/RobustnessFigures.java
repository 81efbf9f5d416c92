package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything that the cells of a run say beyond the mean error.
 *
 * <pre>{@code
 * RobustnessFigures figures = RobustnessFigures.of(result, TrainingRecords.of(engine, artifacts, plan.models()));
 * figures.model("resnet18").severities(Suite.IMAGENET_C).forEach(one -> System.out.println(one.drop()));
 * }</pre>
 *
 * <p><b>Threads</b> immutable.
 *
 * @param models in the order of the plan
 * @param between each two models, the later one of the plan against the earlier one; suite by suite, first the whole suite, then its
 *     severities
 */
public record RobustnessFigures(List<ModelFigures> models, List<RelativeRobustness> between) {
    /** The lists are copied. */
    public RobustnessFigures {
        models = List.copyOf(models);
        between = List.copyOf(between);
    }

    /** Of models whose training is not known. */
    public static RobustnessFigures of(RobustnessResult result) {
        return of(result, Map.of());
    }

    /**
     * Reads the scores of every cell once.
     *
     * @param records of the training, by the titles of the models; a model that is missing is not known
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when the scores of a cell are gone or damaged
     */
    public static RobustnessFigures of(RobustnessResult result, Map<String, TrainingRecord> records) {
        List<ModelFigures> models = new ArrayList<>();
        for (TestedModel model : result.plan().models()) {
            models.add(new ModelTable(result, model).figures(records));
        }
        return new RobustnessFigures(models, new ModelPairs(result).all());
    }

    /**
     * The figures of a model.
     *
     * @throws java.util.NoSuchElementException for a title that is not part of the run
     */
    public ModelFigures model(String title) {
        return models.stream()
                .filter(one -> one.model().equals(title))
                .findFirst()
                .orElseThrow();
    }
}
