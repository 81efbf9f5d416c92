package io.pokeai.itest;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A data set that is learned at once: red pictures and blue ones, with one fold, in PokeAI's layout.
 *
 * @param artifacts {@code classes.txt}, {@code folds/fold_1/} and both splits
 * @param data {@code red/0.png}, {@code blue/1.png} and so on
 */
record TwoColours(Path artifacts, Path data) {
    /** Of fifteen pictures nine train, five validate, and one is a test. */
    private static final int PICTURES = 15;

    private static final int TRAIN = 9;
    private static final int VALIDATION = 14;
    private static final int BRIGHT = 200;

    static TwoColours write(Path artifacts, Path data) throws IOException {
        List<String> train = new ArrayList<>(List.of("path,label"));
        List<String> validation = new ArrayList<>(train);
        List<String> all = new ArrayList<>(train);
        List<String> test = new ArrayList<>(train);
        for (int i = 0; i < PICTURES; i++) {
            String label = i % 2 == 0 ? "red" : "blue";
            Path file = data.resolve(label).resolve(i + ".png");
            Files.createDirectories(file.getParent());
            Color colour = i % 2 == 0 ? new Color(BRIGHT + i, i, i) : new Color(i, i, BRIGHT + i);
            Files.write(file, Pictures.png(colour, 40, 36));
            String row = label + '/' + i + ".png," + label;
            (i < TRAIN ? train : i < VALIDATION ? validation : test).add(row);
            if (i < VALIDATION) {
                all.add(row);
            }
        }
        Path fold = Files.createDirectories(artifacts.resolve("folds/fold_1"));
        Files.write(fold.resolve("train.csv"), train);
        Files.write(fold.resolve("val.csv"), validation);
        Files.write(artifacts.resolve("train_dev_split.csv"), all);
        Files.write(artifacts.resolve("test_split.csv"), test);
        Files.writeString(artifacts.resolve("classes.txt"), "blue\nred");
        return new TwoColours(artifacts, data);
    }
}
