package io.pokeai.engine.network;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.checkpoint.PythonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link UltralyticsFile} says of a training beside the weights.
 *
 * <p>Values are {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link Double}, {@link List} and {@link Map} of such;
 * {@link Optional#empty} is Python's {@code None}.
 *
 * @param trainArgs settings, by their names in Ultralytics' {@code default.yaml}: {@code imgsz}, an {@link Integer}, is the width and
 *     height of the pictures
 * @param metrics {@code metrics/accuracy_top1}, {@code fitness} and others, of the epoch whose weights these are
 * @param results the columns of {@code results.csv}, a list of numbers for each
 * @param date of the training, as {@code 2026-12-01T04:00:00.000000}
 */
public record UltralyticsNotes(
        Map<String, Object> trainArgs, Map<String, Double> metrics, Map<String, List<Double>> results, String date) {
    /** Whose structure the file has. */
    private static final String VERSION = "8.4.23";

    private static final String SIZE = "imgsz";

    /** Of the folder that trained: none. */
    private static final Map<String, Object> GIT = git();

    public UltralyticsNotes {
        trainArgs = Collections.unmodifiableMap(new LinkedHashMap<>(trainArgs));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        Objects.requireNonNull(date);
        if (!(trainArgs.get(SIZE) instanceof Integer size) || size < 1 || size > InputSpec.MAX_SIDE) {
            throw EngineException.invalidArgument(
                    "The settings of the training say imgsz " + trainArgs.get(SIZE) + ".",
                    "Name the width of the pictures, 1 to " + InputSpec.MAX_SIDE + ".");
        }
    }

    /** Width and height of the pictures that the network was trained with. */
    int imageSize() {
        return (Integer) trainArgs.getOrDefault(SIZE, 0);
    }

    /** What stands before the model. */
    Map<String, Object> head() {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("date", date);
        head.put("version", VERSION);
        head.put("license", "none stated");
        head.put("docs", "https://docs.ultralytics.com");
        return head;
    }

    /** What stands behind it. */
    Map<String, Object> training() {
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("train_args", python(trainArgs));
        training.put("train_metrics", metrics);
        training.put("train_results", results);
        training.put("git", GIT);
        return training;
    }

    private static Map<String, Object> git() {
        Map<String, Object> git = new LinkedHashMap<>();
        for (String name : List.of("root", "branch", "commit", "origin")) {
            git.put(name, PythonValue.NONE);
        }
        return Collections.unmodifiableMap(git);
    }

    private static Object python(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? python(optional.get()) : PythonValue.NONE;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(python(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> items = new LinkedHashMap<>();
            map.forEach((key, item) -> items.put(key, python(item)));
            return items;
        }
        return value;
    }
}
