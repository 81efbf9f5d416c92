package io.pokeai.aug.evaluation.run;

import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.evaluation.PythonNumbers;
import io.pokeai.engine.api.Disagreement;
import io.pokeai.engine.dataset.PandasCsv;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Answers as rows of a CSV file: PokeAI's columns first. */
final class PredictionRows {
    /** How many classes are named, the most probable first; of equal ones the lower index, as everywhere. */
    private static final int RANKS = 5;

    private final Predictions answers;
    private final @Nullable IntUnaryOperator fold;
    private final boolean ensemble;
    private final int ranks;

    PredictionRows(Predictions answers) {
        this(answers, null);
    }

    /** @param fold the fold that answered for a row: a column of its own, beside the probability of the label */
    PredictionRows(Predictions answers, @Nullable IntUnaryOperator fold) {
        this.answers = answers;
        this.fold = fold;
        this.ensemble = answers.size() > 0 && answers.disagreement(0).isPresent();
        this.ranks = Math.min(RANKS, answers.classes().size());
    }

    void write(Appendable text) {
        PandasCsv.write(text, header());
        for (int row = 0; row < answers.size(); row++) {
            PandasCsv.write(text, values(row));
        }
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("path", "label", "pred", "conf", "correct"));
        for (int rank = 1; rank <= ranks; rank++) {
            header.addAll(List.of("label_" + rank, "probability_" + rank));
        }
        if (ensemble) {
            header.addAll(List.of("std", "vote_entropy"));
        }
        if (fold != null) {
            header.addAll(List.of("probability_label", "fold"));
        }
        return header;
    }

    private List<String> values(int row) {
        List<String> classes = answers.classes();
        float[] probabilities = answers.probabilities(row);
        List<String> values = new ArrayList<>(List.of(
                answers.path(row),
                classes.get(answers.truth(row)),
                classes.get(answers.predicted(row)),
                PythonNumbers.repr(probabilities[answers.predicted(row)]),
                answers.right(row) ? "True" : "False"));
        for (int index : best(probabilities)) {
            values.addAll(List.of(classes.get(index), PythonNumbers.repr(probabilities[index])));
        }
        if (ensemble) {
            Optional<Disagreement> folds = answers.disagreement(row);
            values.add(folds.map(found -> PythonNumbers.repr(found.std())).orElse(""));
            values.add(
                    folds.map(found -> PythonNumbers.repr(found.voteEntropy())).orElse(""));
        }
        if (fold != null) {
            values.add(PythonNumbers.repr(probabilities[answers.truth(row)]));
            values.add(String.valueOf(fold.applyAsInt(row)));
        }
        return values;
    }

    /** The best classes, best first: insertion into a short list, because sorting all of them would be most of the time. */
    private int[] best(float[] probabilities) {
        int[] best = new int[ranks];
        int found = 0;
        for (int index = 0; index < probabilities.length; index++) {
            int place = found;
            while (place > 0 && probabilities[best[place - 1]] < probabilities[index]) {
                place--;
            }
            if (place < ranks) {
                int moved = Math.min(found, ranks - 1) - place;
                System.arraycopy(best, place, best, place + 1, moved);
                best[place] = index;
                found = Math.min(found + 1, ranks);
            }
        }
        return best;
    }
}
