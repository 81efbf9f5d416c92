package io.pokeai.engine.runtime.internal.lifecycle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.ShadowReport;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The figures of the comparison of two generations so far.
 *
 * <p><b>Threads</b> safe.
 */
final class ShadowStatistics {
    private final InputSpec input;

    @GuardedBy("this")
    private long calls;

    @GuardedBy("this")
    private long failures;

    @GuardedBy("this")
    private long compared;

    @GuardedBy("this")
    private long disagreed;

    @GuardedBy("this")
    private long skipped;

    @GuardedBy("this")
    private long failed;

    @GuardedBy("this")
    private double largest;

    @GuardedBy("this")
    private final WorstCases worst = new WorstCases();

    /** @param input what the tensors are made for */
    ShadowStatistics(InputSpec input) {
        this.input = input;
    }

    synchronized void skipped(int pictures) {
        skipped += pictures;
    }

    synchronized void failed(int pictures) {
        failures++;
        failed += pictures;
    }

    /** Labels may have been allowed to differ in number; then the best classes are compared by name alone. */
    void compare(Labels labels, ImageTensor batch, List<String> names, Scores answered, Scores shadow) {
        for (int row = 0; row < batch.count(); row++) {
            float[] expected = answered.probabilities(row);
            float[] found = shadow.probabilities(row);
            double difference = 0;
            for (int i = 0; i < Math.min(expected.length, found.length); i++) {
                double here = Math.abs((double) expected[i] - found[i]);
                difference = Double.isNaN(here) ? 1 : Math.max(difference, here);
            }
            int best = best(expected);
            int other = best(found);
            boolean agrees = answered.kind().isIndependent()
                    ? Arrays.equals(positives(expected), positives(found))
                    : best == other;
            if (counts(difference, agrees)) {
                String sha256 = hash(batch, row);
                ShadowReport.Case picture = new ShadowReport.Case(
                        row < names.size() ? names.get(row) : sha256,
                        sha256,
                        new ShadowReport.Answer(label(labels, best), expected[best]),
                        new ShadowReport.Answer(label(labels, other), found[other]),
                        difference);
                keep(picture, SeenCrop.of(batch, row, input));
            }
        }
        synchronized (this) {
            calls++;
        }
    }

    /** Counts a picture; whether it is among the worst so far. */
    private synchronized boolean counts(double difference, boolean agrees) {
        compared++;
        disagreed += agrees ? 0 : 1;
        largest = Math.max(largest, difference);
        return worst.wants(difference);
    }

    private synchronized void keep(ShadowReport.Case picture, Optional<Image> seen) {
        worst.add(picture, seen);
    }

    /** What was seen of one of the worst. */
    synchronized Optional<Image> picture(String sha256) {
        return worst.seen(sha256);
    }

    synchronized long calls() {
        return calls;
    }

    synchronized long failures() {
        return failures;
    }

    synchronized ShadowReport report() {
        return new ShadowReport(compared, disagreed, skipped, failed, largest, worst.list());
    }

    private static String label(Labels labels, int index) {
        return index < labels.size() ? labels.get(index) : "class " + index;
    }

    /** Of classes that are independent, a picture has all the labels whose probability is high enough. */
    private static int[] positives(float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .filter(i -> probabilities[i] >= Prediction.THRESHOLD)
                .toArray();
    }

    private static int best(float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }

    private static String hash(ImageTensor batch, int row) {
        try {
            ByteBuffer bytes =
                    ByteBuffer.allocate(batch.pictureSize() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(batch.picture(row));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
