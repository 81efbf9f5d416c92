package io.pokeai.spark;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.network.testkit.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small model, and pictures in a folder for each of its classes, most of them in the first one. */
public final class DrawnPictures {
    /** The name of the model. */
    public static final String MODEL = "tiny_v8";

    private DrawnPictures() {}

    /** An artifacts folder with the model. */
    public static Path artifacts(Path folder) throws IOException {
        TinyModels.write(MODEL, Files.createDirectories(folder).resolve(MODEL + ".pt"));
        return folder;
    }

    private static List<String> classes(Engine engine) {
        try (ModelLease lease = engine.models().lease(MODEL)) {
            return lease.spec().labels().asList();
        }
    }

    /** @param count of pictures; nine of ten are in the folder of the first class, and the last one is broken */
    public static Path write(Engine engine, Path folder, int count) throws IOException {
        List<String> classes = classes(engine);
        for (int i = 0; i < count; i++) {
            String label = classes.get(i % 10 == 9 ? 1 + i / 10 % (classes.size() - 1) : 0);
            int width = 33 + i % 17;
            int height = 32 + i % 11;
            byte[] pixels = new byte[width * height * Image.CHANNELS];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (byte) (p * (i + 3) / 7 + i * 31);
            }
            Path file = Files.createDirectories(folder.resolve(label)).resolve("p" + i + ".png");
            Files.write(
                    file,
                    i == count - 1 ? new byte[] {1, 2} : engine.imaging().toPng(new Image(width, height, pixels)));
        }
        return folder;
    }
}
