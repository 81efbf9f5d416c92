package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ContentHashes;
import io.pokeai.engine.spi.OpenOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Opens a candidate, warms it up and holds it to its certificate; what comes out is ready for callers. */
final class GenerationOpener {
    private final Path cache;
    private final ContentHashes hashes;
    private final List<String> devices;
    private final Executor reaper;
    private final FoldRunner folds;
    private final Certifier certifier;

    /**
     * @param cache for derived data, by version of the model
     * @param hashes of model files
     * @param reaper closes generations
     * @param folds runs the folds of an ensemble
     */
    GenerationOpener(
            Path cache,
            ContentHashes hashes,
            List<String> devices,
            Executor reaper,
            FoldRunner folds,
            Certifier certifier) {
        this.cache = cache;
        this.hashes = hashes;
        this.devices = devices;
        this.reaper = reaper;
        this.folds = folds;
        this.certifier = certifier;
    }

    /**
     * Opens, warms up and checks one candidate. Nothing stays open when it throws.
     *
     * @param progress hears the states on the way
     * @throws EngineException why it cannot answer
     */
    Generation open(Candidate candidate, long number, Consumer<ModelState> progress) {
        return open(candidate, number, progress, true);
    }

    /** As {@link #open}, but its certificate is not asked: for who is about to write another one. */
    Generation openUncertified(Candidate candidate) {
        return open(candidate, 0, state -> {}, false);
    }

    private Generation open(Candidate candidate, long number, Consumer<ModelState> progress, boolean certifying) {
        progress.accept(ModelState.OPENING);
        List<Classifier> opened = new ArrayList<>();
        boolean ready = false;
        try {
            for (ModelSpec part : candidate.parts()) {
                // One thread per call: the pipeline runs as many calls as the budget has threads, which scales better.
                OpenOptions options = new OpenOptions(1, devices, cache.resolve(part.version()), hashes);
                opened.add(candidate.factory().open(part, options));
            }
            progress.accept(ModelState.WARMING);
            for (int i = 0; i < opened.size(); i++) {
                warmUp(opened.get(i), candidate.parts().get(i), opened.size() > 1);
            }
            Classifier whole = opened.size() > 1 ? new Ensemble(candidate.spec(), opened, folds) : opened.get(0);
            progress.accept(ModelState.CERTIFYING);
            boolean certified = certifying && certifier.check(whole, candidate);
            Generation generation = new Generation(number, whole, candidate, reaper, certified);
            ready = true;
            return generation;
        } finally {
            if (!ready) {
                Ensemble.closeAll(opened);
            }
        }
    }

    private static void warmUp(Classifier classifier, ModelSpec spec, boolean fold) {
        String who = fold ? spec.files().get(0) + " (model '" + spec.name() + "')" : "Model '" + spec.name() + "'";
        Scores scores = classifier.infer(ImageTensor.allocate(1, spec.input()));
        if (scores.count() != 1 || scores.classes() != spec.labels().size()) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    who + " gives " + scores.classes() + " scores per picture and has "
                            + spec.labels().size() + " labels.",
                    "Correct classes.txt or the labels of the model.");
        }
        if (!scores.isFinite()) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    who + " answers a black picture with NaN or infinity.",
                    "Export the model again; its weights are damaged.");
        }
    }
}
