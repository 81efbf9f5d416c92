package io.pokeai.aug.reports.run;

import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.engine.api.Disagreement;
import java.util.List;
import java.util.Optional;

/**
 * Answers that nobody gave, for a plot that is only to be timed: every third one is wrong, so that the plot has something of everything.
 */
record ProbeAnswers(TestedModel asked, LabelledPictures pictures) implements Predictions {
    private static final int WRONG = 3;

    @Override
    public String model() {
        return asked.title();
    }

    @Override
    public List<String> classes() {
        return asked.identity().classes();
    }

    @Override
    public int size() {
        return pictures.size();
    }

    @Override
    public String path(int row) {
        return pictures.row(row).path();
    }

    @Override
    public int truth(int row) {
        return Math.max(0, classes().indexOf(pictures.row(row).label()));
    }

    @Override
    public int predicted(int row) {
        return row % WRONG == 0 ? (truth(row) + 1 + row) % classes().size() : truth(row);
    }

    @Override
    public float[] probabilities(int row) {
        float[] probabilities = new float[classes().size()];
        probabilities[predicted(row)] = 1;
        return probabilities;
    }

    @Override
    public Optional<Disagreement> disagreement(int row) {
        return Optional.empty();
    }
}
