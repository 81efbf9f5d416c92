package io.pokeai.engine.runtime.internal.certificate;

import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.spi.Classifier;
import java.nio.file.Path;
import java.util.Objects;

/** Holds an opened model to its certificate. */
public final class Certifier {
    private final Imaging imaging;
    private final CertificateReader reader;

    public Certifier(Imaging imaging) {
        this.imaging = imaging;
        this.reader = new CertificateReader(imaging);
    }

    /**
     * Compares every score of every picture.
     *
     * @param spec as it was recognised
     * @param file the certificate
     * @throws EngineException {@code CERTIFICATE_FAILED} for one that is not met, or cannot be read
     */
    public void check(Classifier classifier, ModelSpec spec, Path file) {
        Certificate certificate = reader.read(file);
        requireSameContract(certificate, spec, file, classifier.info().spec().output());
        ImageTensor tensor = ImageTensor.allocate(1, spec.input());
        int failed = 0;
        Difference worst = null;
        for (Certificate.Picture picture : certificate.pictures()) {
            imaging.normalise(picture.crop(), spec.input(), tensor.picture(0));
            Scores scores = classifier.infer(tensor);
            float[] found = certificate.output().isLogits() ? scores.row(0) : scores.probabilities(0);
            Difference difference = largest(certificate, picture, found);
            if (difference.excess() > 1) {
                failed++;
                worst = worst == null || difference.excess() > worst.excess() ? difference : worst;
            }
        }
        if (worst != null) {
            throw failed(certificate, spec, file, failed, worst);
        }
    }

    private static void requireSameContract(Certificate certificate, ModelSpec spec, Path file, ScoreKind output) {
        if (spec.labels().size() != certificate.classes()) {
            throw broken(
                    spec,
                    file,
                    "it was written for " + certificate.classes() + " classes, the model has "
                            + spec.labels().size());
        }
        if (!Certificate.hashOf(spec.labels()).equals(certificate.labelsSha256())) {
            throw broken(spec, file, "it was written for other class names, or another order of them");
        }
        if (!spec.input().equals(certificate.input())) {
            throw broken(
                    spec, file, "it was written for input " + certificate.input() + ", the model sees " + spec.input());
        }
        // Probabilities follow from logits, but not logits from probabilities; independent classes are another
        // contract.
        if (certificate.output() != output && certificate.output() != output.asProbabilities()) {
            throw broken(
                    spec, file, "it was written for " + certificate.output().id() + ", the model gives " + output.id());
        }
    }

    /**
     * Where an answer is farthest from what is expected, measured by what is allowed.
     *
     * @param excess above 1 when it is not allowed; infinite for NaN
     */
    private record Difference(Certificate.Picture picture, int index, float found, double allowed, double excess) {
        float expected() {
            return picture.expected().get(index);
        }
    }

    private static Difference largest(Certificate certificate, Certificate.Picture picture, float[] found) {
        Difference largest = null;
        for (int i = 0; i < found.length; i++) {
            float expected = picture.expected().get(i);
            double allowed = certificate.allowed(expected);
            double excess = Math.abs((double) found[i] - expected) / allowed;
            if (Double.isNaN(excess)) {
                excess = Double.POSITIVE_INFINITY;
            }
            if (largest == null || excess > largest.excess()) {
                largest = new Difference(picture, i, found[i], allowed, excess);
            }
        }
        return Objects.requireNonNull(largest); // a model has at least one class
    }

    private static EngineException failed(
            Certificate certificate, ModelSpec spec, Path file, int failed, Difference worst) {
        String kind = certificate.output().isLogits() ? "logit" : "probability";
        return broken(
                spec,
                file,
                failed + " of " + certificate.pictures().size() + " pictures differ, most of all '"
                        + worst.picture().name() + "': " + kind + " of class '"
                        + spec.labels().get(worst.index()) + "' is " + worst.found() + ", expected "
                        + worst.expected() + ": off by "
                        + (float) Math.abs((double) worst.found() - worst.expected()) + ", allowed are "
                        + (float) worst.allowed());
    }

    private static EngineException broken(ModelSpec spec, Path file, String why) {
        return new EngineException(
                ErrorCode.CERTIFICATE_FAILED,
                "Model '" + spec.name() + "' does not meet " + file.getFileName() + ": " + why + ".",
                "If it was changed on purpose, write a new certificate. If not, restore its files.");
    }
}
