package io.pokeai.itest;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.runtime.PokeAi;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an engine on a flat class path keeps: opens, classifies, follows its folder, says what is missing. */
final class FlatContract {
    private static final KnownModel FIRST = KnownModel.quick(41);
    private static final KnownModel SECOND = KnownModel.quick(42);
    private static final Color COLOUR = new Color(200, 30, 90);
    private static final String NAME = "flat";

    private FlatContract() {}

    /** A program of somebody who has put the jars on their class path. */
    public static void main(String[] args) throws Exception {
        System.out.println(run(Path.of(args[0])));
    }

    /**
     * Runs the contract over an empty folder.
     *
     * @return what was done, in one line
     * @throws AssertionError naming what was broken
     */
    static String run(Path artifacts) throws Exception {
        FIRST.write(artifacts, NAME);
        byte[] picture = Pictures.png(COLOUR, 77, 55);
        try (Engine engine = PokeAi.open(artifacts)) {
            check(FIRST, engine.classify(Request.of(NAME, picture)));
            try {
                engine.classify(Request.of("missing", picture));
                throw new AssertionError("a missing model answered");
            } catch (EngineException e) {
                require(e.code() == ErrorCode.MODEL_NOT_FOUND && e.getMessage().contains(NAME), e.getMessage());
            }
            SECOND.write(artifacts, NAME);
            List<Long> answers = new ArrayList<>(List.of(0L, 0L));
            Await.until("the second model answers", Duration.ofMinutes(1), () -> {
                Prediction answer = engine.classify(Request.of(NAME, picture));
                int which = matches(FIRST, answer) ? 0 : 1;
                check(which == 0 ? FIRST : SECOND, answer);
                require(which == 1 || answers.get(1) == 0, "the first model answered after the second");
                answers.set(which, answers.get(which) + 1);
                return answers.get(1) >= 3;
            });
            require(engine.models().list().get(0).generation() == 2, "not the second generation");
            return "answers of the first and of the second model: " + answers;
        }
    }

    private static boolean matches(KnownModel model, Prediction answer) {
        return model.difference(answer.logits().orElseThrow(), COLOUR) < KnownModel.TOLERANCE;
    }

    private static void check(KnownModel model, Prediction answer) {
        require(matches(model, answer), "wrong answer " + answer.logits());
        require(answer.labels().asList().equals(model.labels()), "wrong labels " + answer.labels());
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
