package io.pokeai.engine.api;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * What a model answered when its answers were accepted: pictures, the exact pixels that it saw, and its scores. Every later
 * generation of the name has to give the same scores, whatever back end, machine or library computes them.
 *
 * @param model name of the model
 * @param version content hash of the files that answered
 * @param backend id of the back end that answered
 * @param device what computed the scores
 * @param engine version of the engine that wrote the certificate
 * @param created when it was written
 * @param input what the model sees
 * @param output what kind of scores {@link Picture#expected} are
 * @param classes how many classes the model has
 * @param labelsSha256 as {@link #hashOf} makes it
 * @param tolerance a score may differ by {@code tolerance · max(1, |expected|)}
 * @param pictures 1 to {@value #MAX_PICTURES}
 */
public record Certificate(
        String model,
        String version,
        String backend,
        String device,
        String engine,
        Instant created,
        InputSpec input,
        ScoreKind output,
        int classes,
        String labelsSha256,
        double tolerance,
        List<Picture> pictures) {
    /** The most pictures of one certificate. */
    public static final int MAX_PICTURES = 256;

    /** How many pictures a certificate has by default. */
    public static final int DEFAULT_PICTURES = 8;

    /**
     * The default tolerance. The same weights computed with other instructions, on another device or
     * by another library move a logit by 1e-5 to 4e-4 (float32 sums in another order); other weights, another
     * preprocessing or other classes move it by 0.01 and more.
     */
    public static final double DEFAULT_TOLERANCE = 1e-3;

    public Certificate {
        Objects.requireNonNull(created);
        Objects.requireNonNull(input);
        Objects.requireNonNull(output);
        pictures = List.copyOf(pictures);
        requireTolerance(tolerance);
        require(
                !pictures.isEmpty() && pictures.size() <= MAX_PICTURES,
                "has " + pictures.size() + " pictures",
                "It has 1 to " + MAX_PICTURES + " pictures.");
        for (Picture picture : pictures) {
            require(
                    input.isSizeOf(picture.crop()),
                    "has a crop " + picture.crop() + " of '" + picture.name() + "' for input " + input,
                    "Every crop is what the model sees.");
            require(
                    picture.expected().size() == classes,
                    "expects " + picture.expected().size() + " scores of " + classes + " classes for '" + picture.name()
                            + "'",
                    "Every class has one score.");
        }
    }

    /** SHA-256 of the class names, UTF-8, each followed by a line feed: that of a tidy {@code classes.txt}. */
    public static String hashOf(Labels labels) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : labels.asList()) {
                digest.update((name + '\n').getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} for a tolerance that is not above 0 and at most 1 */
    public static void requireTolerance(double tolerance) {
        require(
                tolerance > 0 && tolerance <= 1,
                "has the tolerance " + tolerance,
                "A tolerance is above 0 and at most 1; the default is " + DEFAULT_TOLERANCE + ".");
    }

    private static void require(boolean valid, String found, String allowed) {
        if (!valid) {
            throw EngineException.invalidArgument("The certificate " + found + ".", allowed);
        }
    }

    /** How far a score may be from this expected one. */
    public double allowed(float expected) {
        return tolerance * Math.max(1, Math.abs(expected));
    }

    /**
     * One picture and its expected scores.
     *
     * @param name of the file, without its folder
     * @param sha256 of the file
     * @param crop what the model saw
     * @param expected its scores, in class order
     */
    public record Picture(String name, String sha256, Image crop, List<Float> expected) {
        public Picture {
            Objects.requireNonNull(name);
            Objects.requireNonNull(sha256);
            Objects.requireNonNull(crop);
            expected = List.copyOf(expected);
        }
    }

    /**
     * A certificate that was written.
     *
     * @param certificate what is in it
     * @param file where it was written
     * @param skipped pictures that could not be read, with the reason
     * @param replaced whether it replaced an earlier certificate
     */
    public record Written(Certificate certificate, Path file, List<Result.Failed<Path>> skipped, boolean replaced) {
        public Written {
            skipped = List.copyOf(skipped);
        }
    }
}
