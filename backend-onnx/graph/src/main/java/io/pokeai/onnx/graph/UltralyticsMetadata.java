package io.pokeai.onnx.graph;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.onnx.graph.PythonLiteral.SyntaxException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Ultralytics' exporter writes into the metadata of an ONNX file: {@code task}, {@code imgsz} and {@code names}.
 *
 * <p><b>Source</b> {@code ultralytics/engine/exporter.py}, {@code Exporter.metadata}, 8.3: the values are {@code str()} of
 * Python values.
 */
public final class UltralyticsMetadata {
    private static final String CLASSIFY = "classify";
    private static final String TASK = "task";
    private static final String SIZE = "imgsz";
    private static final String NAMES = "names";

    private final OnnxHeader header;

    private UltralyticsMetadata(OnnxHeader header) {
        this.header = header;
    }

    /**
     * The metadata of a classifier; empty when the file was not written by Ultralytics, which is seen by {@code task} or
     * {@code imgsz}.
     *
     * @throws EngineException {@code MODEL_INVALID} for another task than {@code classify}
     */
    public static Optional<UltralyticsMetadata> of(OnnxHeader header) {
        List<String> task = header.notes(TASK);
        if (!isIn(header)) {
            return Optional.empty();
        }
        if (!task.isEmpty() && !task.equals(List.of(CLASSIFY))) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "its metadata says task '" + MessageText.of(String.join("', '", task))
                            + "', which is not image classification.",
                    "Export a classification model, such as yolov8n-cls.");
        }
        return Optional.of(new UltralyticsMetadata(header));
    }

    /** Whether Ultralytics wrote the file, for any task. */
    public static boolean isIn(OnnxHeader header) {
        return !header.notes(TASK).isEmpty() || !header.notes(SIZE).isEmpty();
    }

    /**
     * Width and height of the pictures; empty when the file does not say.
     *
     * @throws EngineException {@code MODEL_INVALID} when it says an impossible size
     */
    public Optional<Integer> size() {
        List<String> texts = header.notes(SIZE);
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        List<Object> sizes = sizes(texts);
        if (texts.size() == 1
                && sizes.size() <= 2
                && sizes.stream().distinct().count() == 1
                && sizes.get(0) instanceof BigInteger side
                && side.signum() > 0
                && side.compareTo(BigInteger.valueOf(InputSpec.MAX_SIDE)) <= 0) {
            return Optional.of(side.intValue());
        }
        throw new EngineException(
                ErrorCode.MODEL_INVALID,
                "its metadata says imgsz " + MessageText.of(String.join(" and ", texts)) + ".",
                "It has to be one size from 1 to " + InputSpec.MAX_SIDE + ", as in [224, 224].");
    }

    private static List<Object> sizes(List<String> texts) {
        try {
            Object value = PythonLiteral.parse(texts.get(0));
            if (value instanceof List<?> list) {
                return List.copyOf(list);
            }
            return value instanceof PythonLiteral.Tuple tuple ? tuple.values() : List.of(value);
        } catch (SyntaxException e) {
            return List.of();
        }
    }

    /**
     * The class names; empty when the file has none.
     *
     * @throws EngineException {@code LABELS_MISMATCH} when {@code names} is no dict of 0, 1, 2, … to texts, occurs twice, or
     *     its texts are no class names
     */
    public Optional<Labels> names() {
        return names(header);
    }

    /** The class names of any file, Ultralytics' or not. Errors as {@link #names()}. */
    public static Optional<Labels> names(OnnxHeader header) {
        List<String> texts = header.notes(NAMES);
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        if (texts.size() > 1) {
            throw mismatch("has 'names' " + texts.size() + " times");
        }
        return Optional.of(labels(texts.get(0)));
    }

    private static Labels labels(String text) {
        Object value;
        try {
            value = PythonLiteral.parse(text);
        } catch (SyntaxException e) {
            throw mismatch("has 'names' that are not a Python dict: " + MessageText.of(String.valueOf(e.getMessage())));
        }
        if (!(value instanceof Map<?, ?> dict)) {
            throw mismatch("has 'names' that are not a Python dict");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < dict.size(); i++) {
            Object name = dict.get(BigInteger.valueOf(i));
            if (!(name instanceof String label)) {
                throw mismatch("has 'names' without a text for class " + i + " of " + dict.size());
            }
            if (!isUnicode(label)) {
                throw mismatch("has a name for class " + i + " that is not Unicode text");
            }
            names.add(label);
        }
        return Labels.of(names);
    }

    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static EngineException mismatch(String what) {
        return new EngineException(
                ErrorCode.LABELS_MISMATCH,
                "its metadata " + what + ".",
                "Correct the metadata, or declare the labels of the model beside it.");
    }
}
