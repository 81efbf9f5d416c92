package io.pokeai.engine.runtime.internal.generation;

import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.runtime.internal.certificate.CertificateFile;
import io.pokeai.engine.runtime.internal.certificate.CertificateReader;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks two generations the same questions and demands the same answers: the pictures of a certificate if there is one, and
 * patterns that are the same every time ({@link TestPatterns}). Scores of one kind are compared as they are, others by the
 * probabilities that they mean.
 */
public final class ParityCheck {
    private static final int PATTERNS = 6;

    private static final System.Logger LOG = System.getLogger(ParityCheck.class.getName());

    private final Imaging imaging;
    private final CertificateReader certificates;

    public ParityCheck(Imaging imaging) {
        this.imaging = imaging;
        this.certificates = new CertificateReader(imaging);
    }

    /**
     * Compares every score; both see the same pixels and have the same labels.
     *
     * @throws EngineException {@code MODELS_DISAGREE} with the first question that they answer differently
     */
    public void demand(ModelLease answering, Candidate from, Generation next) {
        ask(
                next.candidate(),
                (key, what, tensor) -> compare(answering.infer(tensor), from.backendName(), next, tensor, what));
    }

    /**
     * The same with the remembered answers of a generation that is gone. Pictures that were not in its certificate are passed
     * over.
     *
     * @throws EngineException {@code MODELS_DISAGREE} with the first question that is answered differently
     */
    public void demand(RememberedAnswers before, Generation next) {
        ask(next.candidate(), (key, what, tensor) -> {
            Scores old = before.scores().get(key);
            if (old != null) {
                compare(old, before.version().backendName(), next, tensor, what);
            }
        });
    }

    /** The answers of a generation, to compare the next one with. */
    public RememberedAnswers remember(ModelLease lease, Generation generation) {
        Map<String, Scores> scores = new HashMap<>();
        Question question = (key, what, tensor) -> {
            try {
                scores.put(key, lease.infer(tensor));
            } catch (RuntimeException | LinkageError e) {
                LOG.log(System.Logger.Level.DEBUG, "{0} does not answer {1}: {2}", generation, what, e);
            }
        };
        try {
            askPictures(generation.candidate(), question);
        } catch (EngineException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0} is remembered without its certificate: {1}", generation, e);
        }
        askPatterns(generation.candidate(), question);
        return RememberedAnswers.of(generation, scores);
    }

    private interface Question {
        /**
         * @param key the same for the same pixels
         * @param what for messages
         * @param tensor {@code [1, 3, height, width]}
         */
        void ask(String key, String what, ImageTensor tensor);
    }

    private void ask(Candidate candidate, Question question) {
        askPictures(candidate, question);
        askPatterns(candidate, question);
    }

    private void askPictures(Candidate candidate, Question question) {
        InputSpec input = candidate.spec().input();
        ImageTensor tensor = ImageTensor.allocate(1, input);
        if (candidate.hasCertificate()) {
            for (Certificate.Picture picture :
                    certificates.read(candidate.certificate()).pictures()) {
                imaging.normalise(picture.crop(), input, tensor.picture(0));
                String key = CertificateFile.hash(picture.crop());
                question.ask(key, "picture '" + picture.name() + "' of its certificate", tensor);
            }
        }
    }

    private static void askPatterns(Candidate candidate, Question question) {
        InputSpec input = candidate.spec().input();
        ImageTensor tensor = ImageTensor.allocate(1, input);
        for (int i = 0; i < PATTERNS; i++) {
            TestPatterns.write(tensor.picture(0), input, i);
            question.ask("pattern " + i, "test pattern " + (i + 1), tensor);
        }
    }

    private static void compare(Scores old, String oldBackend, Generation next, ImageTensor tensor, String what) {
        Scores found = next.infer(tensor);
        boolean same = old.kind() == found.kind();
        float[] expected = same ? old.row(0) : old.probabilities(0);
        float[] actual = same ? found.row(0) : found.probabilities(0);
        int worst = 0;
        double excess = expected.length == actual.length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
            double allowed = Certificate.DEFAULT_TOLERANCE * Math.max(1, Math.abs(expected[i]));
            double here = Math.abs((double) actual[i] - expected[i]) / allowed;
            if (Double.isNaN(here)) {
                here = Double.POSITIVE_INFINITY;
            }
            if (here > excess) {
                worst = i;
                excess = here;
            }
        }
        if (excess > 1) {
            String name = next.candidate().spec().name();
            throw new EngineException(
                    ErrorCode.MODELS_DISAGREE,
                    "Model '" + name + "' answers differently: for " + what + ", the "
                            + (same && old.kind().isLogits() ? "logit" : "probability") + " of class '"
                            + next.candidate().spec().labels().get(worst) + "' is " + actual[worst] + " by "
                            + next.candidate().backendName() + " and " + expected[worst] + " by " + oldBackend + ", "
                            + (float) excess + " times what may differ.",
                    "If other answers are meant, repeat the change and allow the disagreement; after an update of a back end,"
                            + " load the model and allow it. If not, put back what answered before.");
        }
    }
}
