package io.pokeai.onnx.quantization.internal;

/**
 * How a quantised network answers beside the float32 network that it was made of, on the same pictures.
 *
 * <p><b>Threads</b> confined to one.
 */
final class Agreement {
    private double divergence;
    private int pictures;
    private int sameBest;
    private int labelled;
    private int right;
    private int rightBefore;

    /**
     * Counts a picture.
     *
     * @param before logits of the float32 network
     * @param after logits of the quantised one
     * @param independent whether each logit is a question of its own
     * @param label the right class, or -1 when it is not known
     */
    void add(float[] before, float[] after, boolean independent, int label) {
        divergence += independent || before.length == 1 ? ofSigmoids(before, after) : ofSoftmax(before, after);
        int was = best(before);
        int is = best(after);
        pictures++;
        sameBest += was == is ? 1 : 0;
        if (label >= 0) {
            labelled++;
            right += is == label ? 1 : 0;
            rightBefore += was == label ? 1 : 0;
        }
    }

    /** Adds what another one has counted. */
    void add(Agreement other) {
        divergence += other.divergence;
        pictures += other.pictures;
        sameBest += other.sameBest;
        labelled += other.labelled;
        right += other.right;
        rightBefore += other.rightBefore;
    }

    /**
     * Kullback-Leibler divergence of the quantised probabilities from the float32 ones, in nats for a picture; infinite when a score
     * is not a number.
     */
    double meanDivergence() {
        double mean = divergence / pictures;
        return Double.isNaN(mean) ? Double.POSITIVE_INFINITY : mean;
    }

    /** The share of pictures with the same best class. */
    double sameBest() {
        return (double) sameBest / pictures;
    }

    /** Whether any picture had a label that the model knows. */
    boolean isLabelled() {
        return labelled > 0;
    }

    /** The accuracy of the quantised network. */
    double accuracy() {
        return (double) right / labelled;
    }

    /** The accuracy of the float32 network. */
    double accuracyBefore() {
        return (double) rightBefore / labelled;
    }

    int pictures() {
        return pictures;
    }

    private static double ofSoftmax(float[] before, float[] after) {
        double logBefore = logSum(before);
        double logAfter = logSum(after);
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            double p = before[i] - logBefore;
            sum += Math.exp(p) * (p - (after[i] - logAfter));
        }
        return sum;
    }

    private static double logSum(float[] logits) {
        double most = logits[best(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - most);
        }
        return most + Math.log(sum);
    }

    private static double ofSigmoids(float[] before, float[] after) {
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            double p = 1 / (1 + Math.exp(-before[i]));
            sum += p * (softplus(-after[i]) - softplus(-before[i]))
                    + (1 - p) * (softplus(after[i]) - softplus(before[i]));
        }
        return sum;
    }

    /** {@code log(1 + exp(x))}: minus the logarithm of a sigmoid. */
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static int best(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }
}
