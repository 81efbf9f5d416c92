package io.pokeai.aug.evaluation.summary;

import io.pokeai.aug.evaluation.calibration.BinEdges;
import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.engine.api.EngineException;
import java.util.List;

/**
 * How an evaluation is done.
 *
 * @param bins of confidence
 * @param draws of the bootstrap
 * @param topK how many classes count, for each top-k accuracy
 * @param risk allowed when the largest coverage is looked for, from 0 to 1
 */
public record EvaluationOptions(BinEdges bins, Draws draws, List<Integer> topK, double risk) {
    /** 15 bins, 1,000 draws, top 1, 3 and 5, and a risk of 5 %. */
    public static final EvaluationOptions DEFAULT =
            new EvaluationOptions(BinEdges.DEFAULT, Draws.DEFAULT, List.of(1, 3, 5), 0.05);

    /** @throws EngineException {@code INVALID_ARGUMENT} when a k is below 1, or the risk is not a number from 0 to 1 */
    public EvaluationOptions {
        topK = List.copyOf(topK);
        if (topK.stream().anyMatch(k -> k < 1) || !(risk >= 0 && risk <= 1)) {
            throw EngineException.invalidArgument(
                    "Top " + topK + " and a risk of " + risk + " were asked for.",
                    "Ask for top 1 or more, and a risk from 0 to 1.");
        }
    }
}
