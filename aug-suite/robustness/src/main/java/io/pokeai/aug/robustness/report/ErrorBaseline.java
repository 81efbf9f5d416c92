package io.pokeai.aug.robustness.report;

import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.engine.api.EngineException;
import java.util.List;

/** What the errors of a model are divided by. */
public sealed interface ErrorBaseline {
    /** Nothing: errors stay what they are. */
    ErrorBaseline NONE = new None();

    /** The errors of AlexNet on ImageNet-C, as the benchmark has it. Has no meaning for other data. */
    ErrorBaseline ALEXNET = new PublishedAlexNet();

    /** How reports name it. */
    String id();

    /**
     * The baseline that a text names: {@code none}, {@code alexnet}, or one of the models.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for anything else
     */
    static ErrorBaseline parse(String text, List<TestedModel> models) {
        return switch (text) {
            case "none" -> NONE;
            case "alexnet" -> ALEXNET;
            default ->
                models.stream()
                        .filter(model -> model.title().equals(text))
                        .findFirst()
                        .<ErrorBaseline>map(TestedBaseline::new)
                        .orElseThrow(() -> EngineException.invalidArgument(
                                "'--normalise " + text + "' is neither alexnet, none nor a model of this run.",
                                "Use 'none', 'alexnet', or a model that '--model' names, too."));
        };
    }

    /** Nothing. */
    record None() implements ErrorBaseline {
        @Override
        public String id() {
            return "none";
        }
    }

    /** Another model of the same run. */
    record TestedBaseline(TestedModel model) implements ErrorBaseline {
        @Override
        public String id() {
            return model.title();
        }
    }

    /** AlexNet, as published. */
    record PublishedAlexNet() implements ErrorBaseline {
        @Override
        public String id() {
            return "alexnet";
        }
    }
}
