package io.pokeai.demo.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each version of some models answers about each picture, when nothing is swapped: an answer has to be that of the version
 * which it names.
 *
 * @param byVersion the probabilities for each picture, in their order
 */
record KnownAnswers(Map<String, List<List<Float>>> byVersion) implements AnswerCheck {
    /** Sums of another batch are rounded differently; two models differ by far more. */
    private static final float TOLERANCE = 1e-4f;

    KnownAnswers {
        byVersion = Map.copyOf(byVersion);
    }

    /** Asks models under their own names. */
    static KnownAnswers of(Engine engine, List<String> models, List<Image> pictures) {
        Map<String, List<List<Float>>> answers = new HashMap<>();
        for (String model : models) {
            List<Prediction> own = pictures.stream()
                    .map(picture -> engine.classify(Request.of(model, picture)))
                    .toList();
            answers.put(
                    own.get(0).version(),
                    own.stream().map(Prediction::probabilities).toList());
        }
        return new KnownAnswers(answers);
    }

    @Override
    public boolean isRight(int picture, Prediction answer) {
        List<List<Float>> known = byVersion.get(answer.version());
        if (known == null) {
            return false;
        }
        List<Float> expected = known.get(picture);
        for (int i = 0; i < expected.size(); i++) {
            if (!(Math.abs(expected.get(i) - answer.probabilities().get(i)) <= TOLERANCE)) {
                return false;
            }
        }
        return true;
    }
}
