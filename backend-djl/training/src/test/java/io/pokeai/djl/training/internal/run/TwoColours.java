package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;

/**
 * A data set of red and blue pictures, with the tables of one fold: nine of its pictures train, five validate.
 *
 * @param folder has the pictures in {@code data}
 */
record TwoColours(Path folder) {
    static final Imaging IMAGING = ServiceLoader.load(Imaging.class).findFirst().orElseThrow();

    private static final int PICTURES = 14;
    private static final int TRAIN = 9;
    private static final List<String> FILES = List.of("classes.txt", "folds/fold_1/train.csv", "folds/fold_1/val.csv");

    static TwoColours make(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("folds/fold_1"));
        Files.writeString(folder.resolve("classes.txt"), "blue\nred");
        StringBuilder train = new StringBuilder("path,label\n");
        StringBuilder val = new StringBuilder("path,label\n");
        for (int i = 0; i < PICTURES; i++) {
            String label = i % 2 == 0 ? "red" : "blue";
            Path file = folder.resolve("data").resolve(label).resolve(i + ".png");
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, IMAGING.toPng(picture(i)));
            (i < TRAIN ? train : val).append(String.format("%s/%d.png,%s%n", label, i, label));
        }
        Files.writeString(folder.resolve(FILES.get(1)), train);
        Files.writeString(folder.resolve(FILES.get(2)), val);
        return new TwoColours(folder);
    }

    private static Image picture(int number) {
        byte[] pixels = new byte[40 * 36 * Image.CHANNELS];
        for (int p = 0; p < pixels.length; p++) {
            boolean lit = p % Image.CHANNELS == (number % 2 == 0 ? 0 : 2);
            pixels[p] = (byte) ((lit ? 200 : 20) + (p * 7 + number * 13) % 50);
        }
        return new Image(40, 36, pixels);
    }

    /** Another artifacts folder with the same tables. */
    Path copyOfFolds(String name) throws IOException {
        Path copy = folder.resolve(name);
        Files.createDirectories(copy.resolve("folds/fold_1"));
        for (String file : FILES) {
            Files.copy(folder.resolve(file), copy.resolve(file));
        }
        return copy;
    }

    Path data() {
        return folder.resolve("data");
    }
}
