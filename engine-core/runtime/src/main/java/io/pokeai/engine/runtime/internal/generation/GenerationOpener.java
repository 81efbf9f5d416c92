package io.pokeai.engine.runtime.internal.generation;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.Provenance.Origin;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.BinaryHead;
import io.pokeai.engine.api.backend.HashedFile;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.runtime.internal.certificate.Certifier;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.EnsembleSpec;
import io.pokeai.engine.runtime.internal.discovery.FilesChanged;
import io.pokeai.engine.runtime.internal.threads.FoldRunner;
import io.pokeai.engine.spi.Classifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** Opens a candidate, warms it up and holds it to its certificate; what comes out is ready for callers. */
public final class GenerationOpener {
    private final Path cache;
    private final Function<Path, Optional<HashedFile.Known>> known;
    private final Executor hashing;
    private final List<String> devices;
    private final Executor reaper;
    private final FoldRunner folds;
    private final Certifier certifier;
    private final Consumer<Candidate> changed;

    /**
     * @param cache for derived data, by version of the model
     * @param known what is known about contents that files have had
     * @param hashing makes the hashes of files while they are opened
     * @param reaper closes generations
     * @param folds runs the folds of an ensemble
     * @param changed hears of a candidate whose files are no longer those that were recognised, and looks at them again
     */
    public GenerationOpener(
            Path cache,
            Function<Path, Optional<HashedFile.Known>> known,
            Executor hashing,
            List<String> devices,
            Executor reaper,
            FoldRunner folds,
            Certifier certifier,
            Consumer<Candidate> changed) {
        this.cache = cache;
        this.known = known;
        this.hashing = hashing;
        this.changed = changed;
        this.devices = devices;
        this.reaper = reaper;
        this.folds = folds;
        this.certifier = certifier;
    }

    /**
     * Opens, warms up and checks one candidate. Nothing stays open when it throws. What comes out was made of the contents
     * that the candidate's version is the hash of.
     *
     * @param progress hears the states on the way
     * @throws EngineException why it cannot answer
     */
    public Generation open(Candidate candidate, long number, Consumer<ModelState> progress) {
        return open(candidate, number, progress, true);
    }

    /** As {@link #open}, but without its certificate: for a caller that is about to write another one. */
    Generation openUncertified(Candidate candidate) {
        return open(candidate, 0, state -> {}, false);
    }

    private Generation open(Candidate candidate, long number, Consumer<ModelState> progress, boolean certifying) {
        progress.accept(ModelState.OPENING);
        List<Classifier> opened = new ArrayList<>();
        boolean ready = false;
        try {
            openRecognised(candidate, opened, progress);
            Classifier whole =
                    opened.size() > 1 ? new Ensemble(ensemble(candidate, opened), opened, folds) : opened.get(0);
            progress.accept(ModelState.CERTIFYING);
            boolean certified = certifying && candidate.hasCertificate();
            if (certified) {
                certifier.check(whole, candidate.spec(), candidate.certificate());
            }
            Generation generation = new Generation(number, whole, candidate, reaper, certified);
            ready = true;
            return generation;
        } finally {
            if (!ready) {
                Ensemble.closeAll(opened);
            }
        }
    }

    private void openRecognised(Candidate candidate, List<Classifier> opened, Consumer<ModelState> progress) {
        try (OpeningFiles files = OpeningFiles.of(candidate, known, hashing)) {
            try {
                for (ModelSpec part : candidate.parts()) {
                    // One thread per call: the pipeline runs as many calls as the budget has threads, which scales
                    // better.
                    OpenOptions options = new OpenOptions(1, devices, cache.resolve(part.version()), files);
                    opened.add(candidate.factory().open(asLogits(part), options));
                }
                progress.accept(ModelState.WARMING);
                for (int i = 0; i < opened.size(); i++) {
                    warmUp(opened.get(i), candidate.parts().get(i), opened.size() > 1);
                    opened.set(i, decided(opened.get(i), candidate.parts().get(i)));
                }
            } catch (RuntimeException e) {
                // The error of a half-written file says nothing about the complete file.
                throw files.changed().map(file -> FilesChanged.of(file, e)).orElseThrow(() -> e);
            }
            files.requireRecognised();
        } catch (EngineException e) {
            if (FilesChanged.isCauseOf(e)) {
                changed.accept(candidate);
            }
            throw e;
        }
    }

    /** An output that is not stated is observed; until then the numbers are used as they are. */
    private static ModelSpec asLogits(ModelSpec spec) {
        Origin origin = spec.provenance().output();
        return origin.isAssumed() ? spec.withOutput(ScoreKind.LOGITS, origin) : spec;
    }

    private static Classifier decided(Classifier classifier, ModelSpec part) {
        ModelSpec opened = classifier.info().spec();
        if (!part.provenance().output().isAssumed()) {
            return classifier;
        }
        ModelSpec assumed = opened.withOutput(part.output(), part.provenance().output());
        return new DeclaredOutput(classifier, ObservedOutput.decide(classifier, assumed));
    }

    /** As it was recognised, unless the folds turned out to be something else. */
    private static ModelSpec ensemble(Candidate candidate, List<Classifier> opened) {
        List<ModelSpec> found =
                opened.stream().map(classifier -> classifier.info().spec()).toList();
        boolean observed = candidate.parts().stream()
                .anyMatch(part -> part.provenance().output().isAssumed());
        return observed || found.stream().anyMatch(GenerationOpener::isBinary)
                ? EnsembleSpec.of(candidate.origin(), found)
                : candidate.spec();
    }

    private static boolean isBinary(ModelSpec spec) {
        return BinaryHead.of(spec).isPresent();
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
