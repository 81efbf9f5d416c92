package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Scores;

/**
 * Asks two generations the same and demands the same answers: the pictures of a certificate if there is one, and patterns
 * that are the same every time ({@link TestPatterns}). Scores of one kind are compared as they are, others by the
 * probabilities that they mean.
 */
final class Agreement {
    private static final int PATTERNS = 6;

    private final Imaging imaging;
    private final CertificateReader certificates;

    Agreement(Imaging imaging) {
        this.imaging = imaging;
        this.certificates = new CertificateReader(imaging);
    }

    /**
     * Compares every score; both see the same pixels and have the same labels.
     *
     * @throws EngineException {@code MODELS_DISAGREE} with the largest difference
     */
    void demand(ModelLease answering, Generation next) {
        InputSpec input = answering.spec().input();
        ImageTensor tensor = ImageTensor.allocate(1, input.crop(), input.crop());
        if (next.candidate().hasCertificate()) {
            for (Certificate.Picture picture :
                    certificates.read(next.candidate().certificate()).pictures()) {
                imaging.normalise(picture.crop(), input, tensor.picture(0));
                compare(answering, next, tensor, "picture '" + picture.name() + "' of its certificate");
            }
        }
        for (int i = 0; i < PATTERNS; i++) {
            TestPatterns.write(tensor.picture(0), input.crop(), i);
            compare(answering, next, tensor, "test pattern " + (i + 1));
        }
    }

    private static void compare(ModelLease answering, Generation next, ImageTensor tensor, String what) {
        Scores old = answering.infer(tensor);
        Scores found = next.infer(tensor);
        boolean same = old.kind() == found.kind();
        float[] expected = same ? old.row(0) : old.probabilities(0);
        float[] actual = same ? found.row(0) : found.probabilities(0);
        int worst = 0;
        double excess = 0;
        for (int i = 0; i < expected.length; i++) {
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
            throw new EngineException(
                    ErrorCode.MODELS_DISAGREE,
                    "Model '" + answering.spec().name() + "' answers otherwise: for " + what + ", the "
                            + (same && old.kind().isLogits() ? "logit" : "probability") + " of class '"
                            + answering.spec().labels().get(worst) + "' is " + actual[worst] + " by "
                            + next.candidate().spec().backend() + " and " + expected[worst] + " by "
                            + answering.spec().backend() + ", " + (float) excess + " times what may differ.",
                    "If it is another model on purpose, allow the disagreement.");
        }
    }
}
