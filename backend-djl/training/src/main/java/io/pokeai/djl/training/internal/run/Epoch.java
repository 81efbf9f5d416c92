package io.pokeai.djl.training.internal.run;

/**
 * What one epoch came to.
 *
 * @param number from 1
 * @param rate the learning rate of its last step
 * @param biasRate the same, of biases
 * @param trainLoss mean over the pictures, each before the step that learnt from it
 * @param valLoss mean over the pictures of the validation
 * @param valAccuracy share of them that is right
 * @param valTop5 share of them whose class is among the first five
 * @param seconds that it took, validation and all
 * @param waited share of the training's time that it waited for pictures
 */
public record Epoch(
        int number,
        double rate,
        double biasRate,
        double trainLoss,
        double valLoss,
        double valAccuracy,
        double valTop5,
        double seconds,
        double waited) {
    static final int NUMBERS = 9;

    double[] numbers() {
        return new double[] {number, rate, biasRate, trainLoss, valLoss, valAccuracy, valTop5, seconds, waited};
    }

    static Epoch of(double... numbers) {
        return new Epoch(
                (int) numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                numbers[6],
                numbers[7],
                numbers[8]);
    }

    /** Ultralytics' measure of a classifier: the mean of both accuracies. */
    double fitness() {
        return (valAccuracy + valTop5) / 2;
    }
}
