package io.pokeai.engine.network;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.PythonValue;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.file.CheckpointWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code best.pt} and {@code last.pt} as Ultralytics leaves them at the end of a training: a dict with the whole module in half
 * precision, so that {@code ultralytics.YOLO(file)} opens it.
 *
 * <p>The same arguments give the same bytes.
 *
 * <p><b>Threads</b> any.<br>
 * <b>Source</b> Ultralytics 8.4: {@code engine/trainer.py}, {@code save_model}; {@code utils/torch_utils.py},
 * {@code strip_optimizer}; {@code nn/tasks.py}, {@code ClassificationModel}.
 */
public final class UltralyticsFile {
    private UltralyticsFile() {}

    /**
     * Says early whether {@link #write} can write a network, before anything is trained.
     *
     * @throws EngineException {@code MODEL_INVALID} when it cannot
     */
    public static void requireWritable(Network network) {
        plan(network);
    }

    private static YoloPlan plan(Network network) {
        return YoloPlan.of(network)
                .orElseThrow(() -> new EngineException(
                        ErrorCode.MODEL_INVALID,
                        network + ": only an unchanged YOLOv8-cls is written as Ultralytics writes it.",
                        "Start from one of " + YoloPlan.names() + "."));
    }

    /**
     * Writes a file: under another name at first, renamed when it is whole and on disk.
     *
     * @param file replaced if it exists
     * @param network a YOLOv8-cls of any size
     * @param weights its tensors by the names that the network gives them, of any floating type: halves are written, rounded to nearest;
     *     counters of batches may be among them
     * @param classNames one for each class, in order
     * @param notes what is said of the training
     * @throws EngineException {@code INVALID_ARGUMENT} when the number of names is another, or the file cannot be written;
     *     {@code MODEL_INVALID} when the network is not a YOLOv8-cls, a tensor is missing, of another shape, or too large for a half
     */
    public static void write(
            Path file, Network network, StateDict weights, List<String> classNames, UltralyticsNotes notes) {
        CheckpointWriter.write(file, content(network, weights, classNames, notes));
    }

    /** What the file holds. */
    static Map<String, Object> content(
            Network network, StateDict weights, List<String> classNames, UltralyticsNotes notes) {
        if (classNames.size() != network.classes()) {
            throw EngineException.invalidArgument(
                    classNames.size() + " class names for the " + network.classes() + " classes of a network.",
                    "Name each class once.");
        }
        YoloPlan plan = plan(network);
        Map<String, Object> content = new LinkedHashMap<>(notes.head());
        content.put("epoch", -1L);
        content.put("best_fitness", PythonValue.NONE);
        content.put(
                "model",
                YoloModel.of(
                        plan, classNames, notes.imageSize(), ModuleSettings.of(network), new HalfTensors(weights)));
        content.put("ema", PythonValue.NONE);
        content.put("updates", PythonValue.NONE);
        content.put("optimizer", PythonValue.NONE);
        content.put("scaler", PythonValue.NONE);
        content.putAll(notes.training());
        return content;
    }
}
