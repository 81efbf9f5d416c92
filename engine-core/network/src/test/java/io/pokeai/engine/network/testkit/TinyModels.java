package io.pokeai.engine.network.testkit;

import io.pokeai.engine.api.ImageTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Two small {@code best.pt} files, laid out as Ultralytics' trainer leaves them: half precision, {@code train_args},
 * {@code names}. {@code tiny_v8} has C2f blocks, {@code tiny_v11} C3k2 with C3k and attention. Weights are formulas; the
 * logits are PyTorch's in float64.
 */
public final class TinyModels {
    public static final int SIZE = 32;
    private static final long MASK = 0xffffffffL;

    private TinyModels() {}

    /** Both. */
    public static List<String> names() {
        return TestData.names(".pt");
    }

    public static Path write(String name, Path file) throws IOException {
        try (InputStream in = TinyModels.class.getResourceAsStream(name + ".pt")) {
            Files.copy(in, file);
            return file;
        }
    }

    public static List<float[]> logits(String name) throws IOException {
        return logits(name, ".txt");
    }

    static List<float[]> logits(String name, String ending) throws IOException {
        List<float[]> rows = new ArrayList<>();
        try (InputStream in = TinyModels.class.getResourceAsStream(name + ending)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] words = line.split(" ", -1);
                float[] row = new float[words.length - 1];
                for (int i = 0; i < row.length; i++) {
                    row[i] = Float.parseFloat(words[i + 1]);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The two pictures of the logits. */
    public static ImageTensor pictures() {
        int elements = 3 * SIZE * SIZE;
        ImageTensor tensor = ImageTensor.allocate(2, SIZE, SIZE);
        for (int picture = 0; picture < 2; picture++) {
            CRC32 seed = new CRC32();
            seed.update(("picture" + picture).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < elements; i++) {
                long x = (seed.getValue() + i * 2654435761L) & MASK;
                x ^= x >>> 15;
                x = (x * 2246822519L) & MASK;
                x ^= x >>> 13;
                tensor.data().put(picture * elements + i, (float) (x / 4294967296.0));
            }
        }
        return tensor;
    }
}
