package io.pokeai.engine.dataset;

import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goldens of scikit-learn and pandas, where they are. */
public final class ReferenceJson {
    private ReferenceJson() {}

    /** A JSON file as maps, lists, texts, numbers, truth values. */
    public static Map<String, Object> json(String name) throws IOException {
        return map(JsonTree.read(Shared.at(name)));
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    public static List<Object> list(@Nullable Object value) {
        return (List<Object>) value;
    }

    public static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }

    public static int[] numbers(@Nullable Object value) {
        return list(value).stream().mapToInt(each -> ((Number) each).intValue()).toArray();
    }
}
