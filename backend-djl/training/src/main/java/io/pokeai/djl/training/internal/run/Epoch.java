package io.pokeai.djl.training.internal.run;

/**
 * What one epoch came to.
 *
 * @param number from 1
 * @param rate the learning rate
 * @param trainLoss mean over the pictures, each before the step that learnt from it
 * @param valLoss mean over the pictures of the validation
 * @param valAccuracy share of them that is right
 * @param seconds that it took, validation and all
 * @param waited share of the training's time that it waited for pictures
 */
public record Epoch(
        int number, double rate, double trainLoss, double valLoss, double valAccuracy, double seconds, double waited) {
    static final int NUMBERS = 7;

    double[] numbers() {
        return new double[] {number, rate, trainLoss, valLoss, valAccuracy, seconds, waited};
    }

    static Epoch of(double[] numbers) {
        return new Epoch((int) numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    }
}
