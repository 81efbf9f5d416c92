package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.OpenOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Opens a candidate and warms it up; what comes out is ready for callers. */
final class GenerationOpener {
    private final Path cache;
    private final List<String> devices;
    private final Executor reaper;

    GenerationOpener(Path cache, List<String> devices, Executor reaper) {
        this.cache = cache;
        this.devices = devices;
        this.reaper = reaper;
    }

    /**
     * Opens, warms up and checks one candidate. Nothing stays open when it throws.
     *
     * @param progress hears the states on the way
     * @throws EngineException why it cannot answer
     */
    Generation open(Candidate candidate, long number, Consumer<ModelState> progress) {
        ModelSpec spec = candidate.spec();
        progress.accept(ModelState.OPENING);
        // One thread per call: the pipeline runs as many calls as the budget has threads, which scales better.
        Classifier classifier =
                candidate.factory().open(spec, new OpenOptions(1, devices, cache.resolve(spec.version())));
        boolean ready = false;
        try {
            progress.accept(ModelState.WARMING);
            warmUp(classifier, spec);
            progress.accept(ModelState.CERTIFYING);
            Generation generation = new Generation(number, classifier, candidate.factory(), reaper);
            ready = true;
            return generation;
        } finally {
            if (!ready) {
                classifier.close();
            }
        }
    }

    private static void warmUp(Classifier classifier, ModelSpec spec) {
        int crop = spec.input().crop();
        Scores scores = classifier.infer(ImageTensor.allocate(1, crop, crop));
        if (scores.count() != 1 || scores.classes() != spec.labels().size()) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "Model '" + spec.name() + "' gives " + scores.classes() + " scores per picture and has "
                            + spec.labels().size() + " labels.",
                    "Correct classes.txt or the labels of the model.");
        }
        if (!scores.isFinite()) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "Model '" + spec.name() + "' answers a black picture with NaN or infinity.",
                    "Export the model again; its weights are damaged.");
        }
    }
}
