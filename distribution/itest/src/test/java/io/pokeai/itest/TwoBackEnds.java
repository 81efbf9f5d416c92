package io.pokeai.itest;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.itest.CheckedCallers.Question;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a checkpoint answers, whichever back end computes it. */
final class TwoBackEnds {
    /** Two back ends sum in another order; as a part of the largest logit. */
    static final double TOLERANCE = 4e-5;

    private TwoBackEnds() {}

    /** Asks a model now, and says that it has to answer so for ever. */
    static List<Question> questions(Engine engine, String model) {
        List<Question> questions = new ArrayList<>();
        for (Color colour : Pictures.colours(8, 17)) {
            List<Float> expected = logits(engine.classify(Request.of(model, CheckedCallers.picture(colour))));
            questions.add(new Question(model, colour, answer -> fault(logits(answer), expected)));
        }
        return questions;
    }

    private static Optional<String> fault(List<Float> found, List<Float> expected) {
        double difference = difference(found, expected);
        return difference < 1 ? Optional.empty() : Optional.of(difference + " times as wrong as it may be: " + found);
    }

    /** The largest difference of two answers, as a part of what is allowed. */
    static double difference(List<Float> found, List<Float> expected) {
        double largest = found.size() == expected.size() ? 0 : Double.POSITIVE_INFINITY;
        double scale = 1;
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            // Not a number is no answer.
            double difference = Math.abs(found.get(i) - expected.get(i));
            largest =
                    difference <= largest ? largest : Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
            scale = Math.max(scale, Math.abs(expected.get(i)));
        }
        return largest / scale / TOLERANCE;
    }

    private static List<Float> logits(Prediction answer) {
        return answer.logits().orElseThrow();
    }
}
