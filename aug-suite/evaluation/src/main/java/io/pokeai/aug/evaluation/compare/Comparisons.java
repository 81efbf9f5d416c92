package io.pokeai.aug.evaluation.compare;

import io.pokeai.engine.api.EngineException;
import java.util.ArrayList;
import java.util.List;

/**
 * All pairs of some models on the same rows, with p values that allow for their number (Holm).
 *
 * @param pairs in the order of the models: first with second, first with third, … second with third
 */
public record Comparisons(List<PairedComparison> pairs) {
    private static final int MOST = 200;

    /** The pairs are copied. */
    public Comparisons {
        pairs = List.copyOf(pairs);
    }

    /**
     * Compares each with each.
     *
     * @param models at most 200
     * @param total how many rows all of them answered, at least one
     * @throws EngineException {@code INVALID_ARGUMENT} when there are too many models or no rows
     */
    public static Comparisons of(List<PairedModel> models, int total) {
        if (models.size() > MOST) {
            throw EngineException.invalidArgument(
                    models.size() + " models were given to be compared with each other.",
                    "Compare at most " + MOST + " models.");
        }
        List<PairedComparison> pairs = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            for (int k = i + 1; k < models.size(); k++) {
                pairs.add(PairedComparison.of(
                        models.get(i).name(),
                        models.get(k).name(),
                        Discordance.of(models.get(i).right(), models.get(k).right(), total)));
            }
        }
        double[] adjusted = Holm.adjusted(
                pairs.stream().mapToDouble(PairedComparison::exactP).toArray());
        for (int i = 0; i < adjusted.length; i++) {
            pairs.set(i, pairs.get(i).adjusted(adjusted[i]));
        }
        return new Comparisons(pairs);
    }
}
