package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/**
 * Asks two generations the same and demands the same answers: the pictures of a certificate if there is one, and patterns
 * that are the same every time.
 *
 * <p>The patterns are waves and noise in the range of normalised pixels: they are no pictures, but the same weights answer
 * them alike whatever computes them, and other weights do not.
 */
final class Agreement {
    private static final int PATTERNS = 6;
    private static final int CHANNELS = 3;

    /** Of a normalised sample: ImageNet's mean and standard deviation map 0…1 to about −2…2.6. */
    private static final double AMPLITUDE = 1.2;

    private static final double NOISE = 0.5;
    private static final double MAX_WAVES = 12;

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
        ImageTensor tensor = ImageTensor.allocate(1, input);
        if (next.candidate().hasCertificate()) {
            for (Certificate.Picture picture :
                    certificates.read(next.candidate().certificate()).pictures()) {
                imaging.normalise(picture.crop(), input, tensor.picture(0));
                compare(answering, next, tensor, "picture '" + picture.name() + "' of its certificate");
            }
        }
        for (int i = 0; i < PATTERNS; i++) {
            pattern(tensor.picture(0), input, i);
            compare(answering, next, tensor, "test pattern " + (i + 1));
        }
    }

    private static void compare(ModelLease answering, Generation next, ImageTensor tensor, String what) {
        Scores old = answering.infer(tensor);
        Scores found = next.infer(tensor);
        boolean logits = old.kind() == ScoreKind.LOGITS && found.kind() == ScoreKind.LOGITS;
        float[] expected = logits ? old.row(0) : old.probabilities(0);
        float[] actual = logits ? found.row(0) : found.probabilities(0);
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
                            + (logits ? "logit" : "probability") + " of class '"
                            + answering.spec().labels().get(worst) + "' is " + actual[worst] + " by "
                            + next.candidate().spec().backend() + " and " + expected[worst] + " by "
                            + answering.spec().backend() + ", " + (float) excess + " times what may differ.",
                    "If it is another model on purpose, allow the disagreement (--allow disagreement).");
        }
    }

    private static void pattern(FloatBuffer samples, InputSpec input, int number) {
        SplittableRandom random = new SplittableRandom(number);
        for (int channel = 0; channel < CHANNELS; channel++) {
            double across = random.nextDouble() * MAX_WAVES * 2 * Math.PI / input.width();
            double down = random.nextDouble() * MAX_WAVES * 2 * Math.PI / input.height();
            double phase = random.nextDouble() * 2 * Math.PI;
            for (int y = 0; y < input.height(); y++) {
                for (int x = 0; x < input.width(); x++) {
                    double wave = AMPLITUDE * Math.sin(across * x + down * y + phase);
                    samples.put((float) (wave + NOISE * (2 * random.nextDouble() - 1)));
                }
            }
        }
    }
}
