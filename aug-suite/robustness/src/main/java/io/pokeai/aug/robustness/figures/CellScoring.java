package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.calibration.Calibration;
import io.pokeai.aug.evaluation.scores.ProbabilityScores;
import io.pokeai.aug.evaluation.selective.RiskCoverage;
import io.pokeai.aug.evaluation.selective.RiskPoint;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.evaluation.statistics.RocAuc;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Makes {@link ScoreFigures} of the rows of a cell.
 *
 * @param cleanThreshold the confidence from which on the risk of clean pictures is 5 %; empty if there is none
 */
record CellScoring(Optional<Float> cleanThreshold) {
    private static final double LARGEST_LOSS = -Math.log(ProbabilityScores.CLIP);

    /** With the threshold of clean pictures. */
    static CellScoring of(Optional<ScoredRows> clean) {
        return new CellScoring(clean.flatMap(rows -> RiskCoverage.of(rows).atRisk(ScoreFigures.RISK))
                .map(RiskPoint::threshold));
    }

    ScoreFigures figures(ScoredRows rows) {
        Calibration calibration = Calibration.of(rows);
        RiskCoverage risk = RiskCoverage.of(rows);
        return new ScoreFigures(
                rows.size(),
                Measured.mean(rows.confidences(), 0, 1),
                Measured.of(calibration.expectedError(), calibration.expectedErrorInterval()),
                calibration.debiasedExpectedError(),
                calibration.debiasedRootMeanSquareError(),
                Measured.mean(rows.losses(), 0, LARGEST_LOSS),
                (int) IntStream.range(0, rows.size())
                        .filter(row -> rows.trueProbability(row) < ProbabilityScores.CLIP)
                        .count(),
                new Measured(
                        risk.augrc(), Measured.mean(RiskShares.of(rows), 0, 0.5).interval()),
                risk.atRisk(ScoreFigures.RISK).map(RiskPoint::coverage).orElse(0.0),
                cleanThreshold.map(threshold -> at(threshold, rows)),
                disagreementAuc(rows));
    }

    private static ScoreFigures.AtThreshold at(float threshold, ScoredRows rows) {
        int answered = 0;
        int wrong = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (rows.confidence(row) >= threshold) {
                answered++;
                wrong += rows.right(row) ? 0 : 1;
            }
        }
        return new ScoreFigures.AtThreshold(
                threshold,
                new Proportion(answered, rows.size()),
                answered == 0 ? Optional.empty() : Optional.of(new Proportion(wrong, answered)));
    }

    private static OptionalDouble disagreementAuc(ScoredRows rows) {
        float[] all = new float[rows.size()];
        float[] wrong = new float[rows.size()];
        int wrongs = 0;
        for (int row = 0; row < rows.size(); row++) {
            all[row] = rows.voteEntropy(row);
            if (Float.isNaN(all[row])) {
                return OptionalDouble.empty();
            }
            if (!rows.right(row)) {
                wrong[wrongs++] = all[row];
            }
        }
        return RocAuc.of(Arrays.copyOf(wrong, wrongs), all);
    }
}
