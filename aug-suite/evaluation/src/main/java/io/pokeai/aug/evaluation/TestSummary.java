package io.pokeai.aug.evaluation;

/**
 * PokeAI's summary of a model: {@code test_summaries/test_summary_<model>.csv}.
 *
 * @param model its name
 * @param accuracy right answers of all
 * @param f1 macro F1 over the classes that occur
 * @param precision macro precision over the classes that occur
 */
public record TestSummary(String model, double accuracy, double f1, double precision) {
    /** The summary of a model's answers. */
    public static TestSummary of(String model, ClassScores scores) {
        return new TestSummary(model, scores.accuracy(), scores.macroF1(), scores.macroPrecision());
    }
}
