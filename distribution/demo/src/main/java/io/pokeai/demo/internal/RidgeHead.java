package io.pokeai.demo.internal;

import java.util.List;

/**
 * A linear layer fitted by ridge regression, one class against the others.
 *
 * <p>Solved in its dual form, {@code W = Xᵀ (X Xᵀ + λ I)⁻¹ Y}: there are fewer pictures than features. All sums in
 * float64; features are centred, so that the intercept needs no penalty.
 */
final class RidgeHead {
    // Relative to the mean square of a feature vector; flat between 1e-4 and 1e-1 on drawn pictures.
    private static final double RIDGE = 1e-2;

    // Targets of ±1 become logits of ±5, so that a sure answer has a probability near 1 after softmax.
    private static final double LOGIT_SCALE = 5;

    private final float[][] weights;
    private final float[] intercepts;

    private RidgeHead(float[][] weights, float[] intercepts) {
        this.weights = weights;
        this.intercepts = intercepts;
    }

    /**
     * @param features one row for each picture
     * @param classes the class of each picture
     */
    static RidgeHead fit(List<float[]> features, int[] classes, int classCount) {
        int n = features.size();
        int size = features.get(0).length;
        double[] mean = mean(features, size);
        double[][] x = new double[n][size];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < size; j++) {
                x[i][j] = features.get(i)[j] - mean[j];
            }
        }
        double[][] gram = gram(x);
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += gram[i][i];
        }
        for (int i = 0; i < n; i++) {
            gram[i][i] += RIDGE * trace / n;
        }
        Cholesky cholesky = Cholesky.of(gram);
        float[][] weights = new float[classCount][];
        float[] intercepts = new float[classCount];
        for (int c = 0; c < classCount; c++) {
            double level = level(classes, c);
            double[] target = new double[n];
            for (int i = 0; i < n; i++) {
                target[i] = (classes[i] == c ? 1 : -1) - level;
            }
            double[] dual = cholesky.solve(target);
            weights[c] = new float[size];
            double offset = level;
            for (int j = 0; j < size; j++) {
                double weight = 0;
                for (int i = 0; i < n; i++) {
                    weight += dual[i] * x[i][j];
                }
                weights[c][j] = (float) (LOGIT_SCALE * weight);
                offset -= weight * mean[j];
            }
            intercepts[c] = (float) (LOGIT_SCALE * offset);
        }
        return new RidgeHead(weights, intercepts);
    }

    /** {@code [classes, features]}, row-major. */
    float[] weights() {
        int size = weights[0].length;
        float[] flat = new float[weights.length * size];
        for (int c = 0; c < weights.length; c++) {
            System.arraycopy(weights[c], 0, flat, c * size, size);
        }
        return flat;
    }

    /** {@code [classes]}. */
    float[] intercepts() {
        return intercepts.clone();
    }

    /** Scores of one picture, {@code [classes]}. */
    float[] logits(float[] features) {
        float[] logits = new float[intercepts.length];
        for (int c = 0; c < logits.length; c++) {
            double sum = intercepts[c];
            for (int j = 0; j < features.length; j++) {
                sum += weights[c][j] * features[j];
            }
            logits[c] = (float) sum;
        }
        return logits;
    }

    private static double[] mean(List<float[]> features, int size) {
        double[] mean = new double[size];
        for (float[] row : features) {
            for (int j = 0; j < size; j++) {
                mean[j] += (double) row[j] / features.size();
            }
        }
        return mean;
    }

    private static double[][] gram(double[][] x) {
        double[][] gram = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k <= i; k++) {
                double sum = 0;
                for (int j = 0; j < x[i].length; j++) {
                    sum += x[i][j] * x[k][j];
                }
                gram[i][k] = sum;
                gram[k][i] = sum;
            }
        }
        return gram;
    }

    /** The mean of targets that are 1 for the class and -1 for the others. */
    private static double level(int[] classes, int wanted) {
        int members = 0;
        for (int c : classes) {
            members += c == wanted ? 1 : 0;
        }
        return (2.0 * members - classes.length) / classes.length;
    }
}
