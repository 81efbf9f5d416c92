package io.pokeai.aug.evaluation.scores;

import io.pokeai.aug.evaluation.ClassScores;
import io.pokeai.aug.evaluation.statistics.Interval;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How good the answers are for one class.
 *
 * <p><b>Units</b> shares from 0 to 1.
 *
 * @param name of the class
 * @param scores precision, recall and F1 (0 / 0 is 0), and the number of its rows
 * @param recallInterval Wilson's at 95 %; empty without rows of the class
 * @param specificity the share of the rows of other classes that are not taken for it; empty when other classes have no rows
 * @param auc area under the ROC curve of its probability, one class against the rest; empty when all rows are of
 *     this class, or none is
 * @param topConfusion the class that its rows are most often taken for, of equals the first; empty when every answer is right
 */
public record ClassRow(
        String name,
        ClassScores.Scores scores,
        Optional<Interval> recallInterval,
        OptionalDouble specificity,
        OptionalDouble auc,
        OptionalInt topConfusion) {}
