package io.pokeai.aug.robustness.internal;

import io.pokeai.aug.evaluation.run.ModelIdentity;
import io.pokeai.aug.robustness.PixelAnswers;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.gate.GateQuestion;
import io.pokeai.engine.api.gate.GatedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The two generations of a gate's question, each by a title that tells it from the other one.
 *
 * @param baseline title of what answers now
 * @param candidate title of what is to answer
 */
record GenerationsAsked(GateQuestion question, TestedModel baseline, TestedModel candidate) implements PixelAnswers {
    private static final int SHOWN_VERSION = 12;

    static GenerationsAsked of(GateQuestion question) {
        String first = title(question.baseline());
        String second = title(question.candidate());
        if (first.equals(second)) { // the same files, by another back end or another version of it
            first += " by " + question.baseline().version().backendName();
            second += " by " + question.candidate().version().backendName();
        }
        if (first.equals(second)) {
            second += ", opened anew";
        }
        return new GenerationsAsked(question, tested(question.baseline(), first), tested(question.candidate(), second));
    }

    private static String title(GatedModel model) {
        String version = model.spec().version();
        return model.spec().name() + "@" + version.substring(0, Math.min(SHOWN_VERSION, version.length()));
    }

    /** With the identity that {@link TestedModel#open} gives a model of an engine, so that both find the same cells. */
    private static TestedModel tested(GatedModel model, String title) {
        ModelSpec spec = model.spec();
        return new TestedModel(
                title,
                new ModelIdentity(
                        title,
                        spec.version(),
                        spec.backend() + " on " + model.device(),
                        spec.input().id(),
                        spec.labels().asList(),
                        spec.files().size(),
                        model.preferredBatch()),
                spec.input(),
                model.version().backendVersion());
    }

    @Override
    public Image crop(Path picture, InputSpec spec) {
        return question.imaging().crop(picture, spec);
    }

    @Override
    @SuppressWarnings("MustBeClosed") // the caller closes it
    public <T> Stream<Result<T>> answers(
            List<String> models, Iterable<T> pictures, Function<? super T, ? extends Pixels> pixels, int batch) {
        return question.answers(models.stream().map(this::generation).toList(), pictures, pixels, batch);
    }

    private GatedModel generation(String title) {
        if (title.equals(baseline.name())) {
            return question.baseline();
        }
        if (title.equals(candidate.name())) {
            return question.candidate();
        }
        throw EngineException.invalidArgument("There is no generation '" + title + "'.", "Ask one of the two.");
    }
}
