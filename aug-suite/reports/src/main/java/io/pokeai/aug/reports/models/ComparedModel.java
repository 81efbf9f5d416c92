package io.pokeai.aug.reports.models;

import io.pokeai.aug.evaluation.SummaryTable;
import io.pokeai.aug.evaluation.statistics.Interval;
import java.util.Optional;

/**
 * One model of a comparison.
 *
 * @param means of its summaries
 * @param answers of its test predictions; empty without such a file
 * @param cost as far as it is known
 */
public record ComparedModel(SummaryTable.Aggregate means, Optional<TestedRows> answers, ModelCost cost) {
    /** Its name. */
    public String name() {
        return means.model();
    }

    /**
     * Wilson's interval of the accuracy. Empty without predictions, or when they belong to another accuracy than the summary's
     * mean: then an interval around the mean would be made up.
     */
    public Optional<Interval> accuracyInterval() {
        return answers.filter(answered -> Math.abs(answered.accuracy().value() - means.accuracy()) < 1e-9)
                .map(answered -> answered.accuracy().wilson());
    }
}
