package io.pokeai.engine.dataset;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goldens of scikit-learn and pandas, where they are. */
public final class Reference {
    private static final Path SHARED = Path.of(System.getProperty("pokeai.shared", "no-shared-data"));

    private Reference() {}

    /** A folder or file of the reference data; the test is skipped where it is not. */
    public static Path path(String name) {
        Path path = SHARED.resolve("data").resolve(name);
        assumeTrue(Files.exists(path), "needs the reference data of -Dpokeai.shared");
        return path;
    }

    /** A JSON file as maps, lists, texts, numbers, truth values. */
    public static Map<String, Object> json(String name) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(path(name).toFile())) {
            parser.nextToken();
            return map(value(parser));
        }
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

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }
}
