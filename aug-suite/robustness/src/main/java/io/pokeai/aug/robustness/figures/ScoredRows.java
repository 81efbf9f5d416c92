package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.scores.Confidences;
import io.pokeai.aug.evaluation.scores.ProbabilityScores;
import io.pokeai.aug.robustness.cells.CellScores;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.RowScore;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The scores of some rows of a cell.
 *
 * <p><b>Threads</b> immutable.
 */
final class ScoredRows implements Confidences {
    private final RowScore[] scores;
    private final BitSet right = new BitSet();

    private ScoredRows(int size) {
        scores = new RowScore[size];
    }

    /** Empty without a row, and when the scores of one were not kept. */
    static Optional<ScoredRows> of(FinishedCell cell, CellScores kept, int... rows) {
        ScoredRows scored = new ScoredRows(rows.length);
        BitSet right = cell.right();
        for (int i = 0; i < rows.length; i++) {
            scored.scores[i] = kept.row(rows[i]);
            scored.right.set(i, right.get(rows[i]));
            if (Float.isNaN(scored.scores[i].confidence()) || Float.isNaN(scored.scores[i].trueProbability())) {
                return Optional.empty();
            }
        }
        return rows.length == 0 ? Optional.empty() : Optional.of(scored);
    }

    @Override
    public int size() {
        return scores.length;
    }

    @Override
    public float confidence(int row) {
        return scores[row].confidence();
    }

    @Override
    public float trueProbability(int row) {
        return scores[row].trueProbability();
    }

    @Override
    public boolean right(int row) {
        return right.get(row);
    }

    /** NaN for a single model. */
    float voteEntropy(int row) {
        return scores[row].voteEntropy();
    }

    double[] confidences() {
        return IntStream.range(0, size()).mapToDouble(this::confidence).toArray();
    }

    /** The log loss of each row. */
    double[] losses() {
        return IntStream.range(0, size())
                .mapToDouble(row -> ProbabilityScores.loss(this, row))
                .toArray();
    }
}
