package io.pokeai.aug.robustness;

import io.pokeai.engine.api.Pixels;
import java.util.List;

/** Questions that are asked of the same models together, as a dry run tries them. */
interface ProbedPass {
    /** At least one, all of one input spec. */
    List<TestedModel> models();

    /** How many pictures are computed at once: what all of the models like. */
    default int batch() {
        return models().stream()
                .mapToInt(model -> model.identity().batch())
                .min()
                .orElseThrow();
    }

    /** Questions about each picture; each is asked of all models. */
    int questionsPerPicture();

    /** Answers about each picture. */
    default int answersPerPicture() {
        return models().size() * questionsPerPicture();
    }

    /**
     * What the models see.
     *
     * @param picture row of the data set
     * @param question 0…{@link #questionsPerPicture()}{@code  - 1}
     */
    Pixels pixels(RobustnessPlan plan, PixelAnswers asked, int picture, int question);
}
