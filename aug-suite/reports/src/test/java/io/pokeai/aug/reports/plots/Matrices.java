package io.pokeai.aug.reports.plots;

import io.pokeai.aug.evaluation.ConfusionMatrix;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Confusion matrices for tests. */
final class Matrices {
    private Matrices() {}

    static List<String> names(int classes) {
        return IntStream.range(0, classes).mapToObj(k -> "class " + k).toList();
    }

    /** Most answers right, the others anywhere. */
    static ConfusionMatrix random(int classes, int pictures, long seed) {
        return random(names(classes), pictures, seed);
    }

    static ConfusionMatrix random(List<String> names, int pictures, long seed) {
        int classes = names.size();
        Random random = new Random(seed);
        int[] truth = new int[pictures];
        int[] predicted = new int[pictures];
        for (int i = 0; i < pictures; i++) {
            truth[i] = random.nextInt(classes);
            predicted[i] = random.nextDouble() < 0.7 ? truth[i] : random.nextInt(classes);
        }
        return ConfusionMatrix.of(names, truth, predicted);
    }

    /** Of triples truth, answer, count. */
    static ConfusionMatrix of(List<String> names, int... cells) {
        IntStream.Builder truth = IntStream.builder();
        IntStream.Builder predicted = IntStream.builder();
        for (int i = 0; i < cells.length; i += 3) {
            for (int n = 0; n < cells[i + 2]; n++) {
                truth.add(cells[i]);
                predicted.add(cells[i + 1]);
            }
        }
        return ConfusionMatrix.of(
                names, truth.build().toArray(), predicted.build().toArray());
    }
}
