package io.pokeai.engine.network.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.ModuleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Ultralytics' trainer leaves beside the weights.
 *
 * <p><b>Source</b> Ultralytics 8.3, {@code engine/trainer.py}: {@code save_model}; {@code nn/tasks.py}: {@code names},
 * {@code args}.
 */
record TrainingNotes(Checkpoint checkpoint) {
    /** Ultralytics' default for classification. */
    static final int DEFAULT_SIZE = 224;

    /**
     * Width and height of the pictures: {@code imgsz} of {@code train_args}, else of the module's {@code args}; empty when neither
     * says.
     *
     * @throws EngineException {@code MODEL_INVALID} when it says something that cannot be
     */
    Optional<Integer> imageSize() {
        Optional<Object> size = size(checkpoint.entries().get("train_args"))
                .or(() -> module().flatMap(tree -> size(tree.attributes().get("args"))));
        return size.map(TrainingNotes::side);
    }

    private static Optional<Object> size(@Nullable Object settings) {
        return settings instanceof Map<?, ?> map ? Optional.ofNullable(map.get("imgsz")) : Optional.empty();
    }

    private static int side(Object size) {
        Object first = size instanceof List<?> list
                        && (list.size() == 1
                                || (list.size() == 2
                                        && String.valueOf(list.get(0)).equals(String.valueOf(list.get(1)))))
                ? list.get(0)
                : size;
        if (first instanceof Long side && side >= 1 && side <= InputSpec.MAX_SIDE) {
            return side.intValue();
        }
        throw new EngineException(
                ErrorCode.MODEL_INVALID,
                "its train_args say imgsz " + brief(size) + ".",
                "It has to be one size from 1 to " + InputSpec.MAX_SIDE + ".");
    }

    /**
     * The class names: {@code names} of the module; empty when it has none.
     *
     * @throws EngineException {@code LABELS_MISMATCH} when it is no list of texts, and no dict of 0, 1, 2, … to texts
     */
    Optional<Labels> names() {
        return module().map(tree -> tree.attributes().get("names")).map(TrainingNotes::labels);
    }

    private static Labels labels(Object names) {
        if (!(names instanceof List<?>) && !(names instanceof Map<?, ?>)) {
            throw mismatch("has 'names' that are neither a list nor a dict");
        }
        int count = names instanceof List<?> list ? list.size() : ((Map<?, ?>) names).size();
        List<String> all = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            Object name = names instanceof List<?> list ? list.get((int) i) : ((Map<?, ?>) names).get(i);
            if (!(name instanceof String text)) {
                throw mismatch("has 'names' without a text for class " + i + " of " + count);
            }
            all.add(text);
        }
        return Labels.of(all);
    }

    private Optional<ModuleTree> module() {
        return checkpoint.module();
    }

    private static String brief(Object value) {
        String text = String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private static EngineException mismatch(String what) {
        return new EngineException(
                ErrorCode.LABELS_MISMATCH, "its module " + what + ".", "Declare the labels of the model beside it.");
    }
}
