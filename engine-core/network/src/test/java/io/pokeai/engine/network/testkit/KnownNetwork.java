package io.pokeai.engine.network.testkit;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.CheckpointWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of torchvision's networks, narrowed, with {@link FormulaTensor}s as weights: what {@code state_dict()} says, and the
 * logits of two pictures, computed by PyTorch in float64.
 *
 * @param size width and height of the pictures
 */
public record KnownNetwork(int size, List<float[]> logits, Map<String, Tensor> tensors) {
    /** All there are, at least one for each of torchvision's families that the engine knows. */
    public static List<String> names() {
        List<String> others = TinyModels.names();
        return TestData.names(".txt").stream()
                .filter(name -> !others.contains(name))
                .toList();
    }

    public static KnownNetwork read(String name) {
        List<float[]> logits = new ArrayList<>();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        int size = 0;
        for (String line : lines(name)) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("size")) {
                size = Integer.parseInt(words[1]);
            } else if (words[0].equals("logits")) {
                float[] row = new float[words.length - 1];
                for (int i = 0; i < row.length; i++) {
                    row[i] = Float.parseFloat(words[i + 1]);
                }
                logits.add(row);
            } else {
                List<Long> shape = new ArrayList<>();
                for (String axis : words[1].split("x", -1)) {
                    shape.add(Long.valueOf(axis));
                }
                tensors.put(words[0], new FormulaTensor(words[0], shape));
            }
        }
        return new KnownNetwork(size, logits, tensors);
    }

    private static List<String> lines(String name) {
        try (InputStream in = KnownNetwork.class.getResourceAsStream(name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the state dict. */
    public Path write(Path file) {
        CheckpointWriter.write(file, new StateDict(tensors));
        return file;
    }

    /** The file, declared to see pictures of our size. */
    public ModelSource source(Path file) {
        ModelSource plain = ModelSource.of(file);
        return new ModelSource(
                file,
                plain.name(),
                Optional.of(InputSpec.torchvision(size, size)),
                plain.labels(),
                plain.output(),
                plain.options(),
                plain.defaultLabels(),
                plain.hashes());
    }

    /** The pictures, normalised. */
    public ImageTensor pictures() {
        ImageTensor tensor = ImageTensor.allocate(logits.size(), size, size);
        for (int i = 0; i < logits.size(); i++) {
            for (int element = 0; element < 3 * size * size; element++) {
                double u = FormulaTensor.uniform("picture" + i, element);
                tensor.data().put(i * 3 * size * size + element, (float) (4 * u - 2));
            }
        }
        return tensor;
    }
}
