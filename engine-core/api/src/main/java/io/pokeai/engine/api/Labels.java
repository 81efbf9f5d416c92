package io.pokeai.engine.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The class names of a model, in index order: unique, trimmed, never empty.
 *
 * <p><b>Threads</b> immutable.
 */
public final class Labels {
    /** The largest number of classes that the engine accepts (ImageNet-21k has 21,843). */
    public static final int MAX_CLASSES = 100_000;

    /** The longest class name, in characters. */
    public static final int MAX_LENGTH = 1_000;

    private final List<String> names;

    private Labels(List<String> names) {
        this.names = names;
    }

    /**
     * @param names in index order; white space around a name is removed
     * @throws EngineException {@code LABELS_MISMATCH} for no name, an empty, over-long or repeated one, or one with
     *     control characters
     */
    public static Labels of(List<String> names) {
        EngineException.required(names, "names").forEach(name -> EngineException.required(name, "names"));
        if (names.isEmpty() || names.size() > MAX_CLASSES) {
            throw mismatch("There are " + names.size() + " class names.", "Give 1 to " + MAX_CLASSES + " names.");
        }
        Map<String, Integer> seen = new HashMap<>();
        List<String> trimmed = names.stream().map(String::strip).toList();
        for (int i = 0; i < trimmed.size(); i++) {
            String name = trimmed.get(i);
            if (name.isEmpty() || name.length() > MAX_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
                throw mismatch(
                        "Class " + i + " has an empty or unprintable name.",
                        "A class name has 1 to " + MAX_LENGTH + " printable characters.");
            }
            Integer first = seen.putIfAbsent(name, i);
            if (first != null) {
                throw mismatch(
                        "Classes " + first + " and " + i + " are both named '" + name + "'.",
                        "Every class needs a name of its own.");
            }
        }
        return new Labels(trimmed);
    }

    /** Names for a model that came without any: {@code class_0}, {@code class_1}, … */
    public static Labels numbered(int count) {
        return of(IntStream.range(0, count).mapToObj(i -> "class_" + i).toList());
    }

    /** The number of classes. */
    public int size() {
        return names.size();
    }

    /** The name of class {@code index}. */
    public String get(int index) {
        return names.get(index);
    }

    /** All names in index order, unmodifiable. */
    public List<String> asList() {
        return names;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.size() <= 4 ? "Labels" + names : "Labels[" + names.get(0) + ", … " + names.size() + " classes]";
    }

    private static EngineException mismatch(String problem, String remedy) {
        return new EngineException(ErrorCode.LABELS_MISMATCH, problem, remedy);
    }
}
