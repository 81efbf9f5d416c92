package io.pokeai.djl.training.internal.teacher;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Scores;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who answers for each picture of a training.
 *
 * @param folds for each picture the folds of the teacher that answer for it, by their place in {@link ModelSpec#foldNumbers()}; none
 *     where the whole model does
 */
public record Tutors(List<List<Integer>> folds) {
    /** Float32 probabilities say nothing below it. */
    private static final double LEAST = 1e-7;

    public Tutors {
        folds = List.copyOf(folds);
    }

    /** The whole model answers for all. */
    public static Tutors whole(int pictures) {
        return new Tutors(
                IntStream.range(0, pictures).mapToObj(i -> List.<Integer>of()).toList());
    }

    /**
     * Folds answer for what they have not seen.
     *
     * @param pictures of the training, by their paths
     * @param seen for each fold of the teacher the paths that it was trained with
     */
    public static Tutors outOfFold(List<String> pictures, List<Set<String>> seen) {
        return new Tutors(pictures.stream()
                .map(path -> IntStream.range(0, seen.size())
                        .filter(fold -> !seen.get(fold).contains(path))
                        .boxed()
                        .toList())
                .toList());
    }

    /** How many pictures the whole model answers for. */
    public long byAll() {
        return folds.stream().filter(List::isEmpty).count();
    }

    /**
     * What is taught about a picture.
     *
     * @param picture its number in the training
     * @param scores of a batch
     * @param row its place in the batch
     * @return {@code [classes]}: logits, or the logarithms of probabilities
     */
    float[] logits(int picture, Scores scores, int row) {
        List<Integer> chosen = folds.get(picture);
        Scores answer = chosen.isEmpty() || scores.folds().isEmpty()
                ? scores
                : chosen.size() == 1
                        ? scores.folds().get(chosen.get(0))
                        : Scores.ensemble(
                                chosen.stream().map(scores.folds()::get).toList(), rule(scores));
        float[] values = answer.row(row);
        if (!answer.kind().isLogits()) {
            for (int k = 0; k < values.length; k++) {
                values[k] = (float) StrictMath.log(Math.max(values[k], LEAST));
            }
        }
        return values;
    }

    private static ModelSpec.EnsembleRule rule(Scores scores) {
        return scores.kind().isLogits()
                ? ModelSpec.EnsembleRule.MEAN_LOGITS
                : ModelSpec.EnsembleRule.MEAN_PROBABILITIES;
    }
}
