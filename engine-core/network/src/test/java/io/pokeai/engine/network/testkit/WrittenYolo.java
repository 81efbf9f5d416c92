package io.pokeai.engine.network.testkit;

import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.network.Families;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.network.UltralyticsFile;
import io.pokeai.engine.network.UltralyticsNotes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole yolov8n-cls with {@link FormulaTensor}s as weights, written by {@link UltralyticsFile}; the logits of the pictures of
 * {@link TinyModels} are those of Ultralytics' own network with the same weights as halves, in float64
 * ({@code scripts/training/ultralytics_logits.py}).
 */
public final class WrittenYolo {
    public static final List<String> CLASSES = List.of("bulba saur", "Évoli", "farfetch'd", "mew");

    private WrittenYolo() {}

    /** Writes the file. */
    public static Path write(Path file) {
        Network network = Families.fresh("yolov8n-cls", CLASSES.size(), 0).orElseThrow();
        Map<String, Tensor> weights = new LinkedHashMap<>();
        network.weights()
                .tensors()
                .forEach((name, tensor) -> weights.put(name, new FormulaTensor(name, tensor.shape())));
        UltralyticsNotes notes = new UltralyticsNotes(
                Map.of("imgsz", TinyModels.SIZE), Map.of(), Map.of(), "2026-12-01T04:00:00.000000");
        UltralyticsFile.write(file, network, new StateDict(weights), CLASSES, notes);
        return file;
    }

    public static List<float[]> logits() throws IOException {
        return TinyModels.logits("yolov8n-cls", ".logits");
    }
}
