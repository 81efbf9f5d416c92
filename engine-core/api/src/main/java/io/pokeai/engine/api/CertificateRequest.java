package io.pokeai.engine.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks for a certificate of what a model answers now.
 *
 * <p><b>Threads</b> immutable, as far as {@link #pictures} are.<br>
 * <b>Errors</b> {@code INVALID_ARGUMENT} for {@code null} and for values that are not allowed.
 *
 * @param model name of the model
 * @param pictures read in this order until {@code limit} of them could be read
 * @param limit how many pictures the certificate gets, 1…{@value Certificate#MAX_PICTURES}
 * @param tolerance as {@link Certificate#tolerance}
 * @param deadline how long opening the model may take; without it, {@link EngineSettings#openDeadline}
 */
public record CertificateRequest(
        String model, Iterable<Path> pictures, int limit, double tolerance, Optional<Duration> deadline) {
    public CertificateRequest {
        EngineException.required(model, "model");
        EngineException.required(pictures, "pictures");
        EngineException.required(deadline, "deadline").ifPresent(Serving::requireDeadline);
        Certificate.requireTolerance(tolerance);
        if (limit < 1 || limit > Certificate.MAX_PICTURES) {
            throw EngineException.invalidArgument(
                    "A certificate must have from 1 to " + Certificate.MAX_PICTURES + " pictures, got " + limit + ".",
                    "Use 1 to " + Certificate.MAX_PICTURES + ".");
        }
    }

    /** A certificate of so many pictures, with the default tolerance. */
    public static CertificateRequest of(String model, Iterable<Path> pictures, int limit) {
        return new CertificateRequest(model, pictures, limit, Certificate.DEFAULT_TOLERANCE, Optional.empty());
    }

    /** The same with another tolerance. */
    public CertificateRequest withTolerance(double other) {
        return new CertificateRequest(model, pictures, limit, other, deadline);
    }

    /** The same with a deadline: see {@link #deadline}. */
    public CertificateRequest within(Duration time) {
        return new CertificateRequest(
                model, pictures, limit, tolerance, Optional.of(EngineException.required(time, "deadline")));
    }
}
