package io.pokeai.engine.checkpoint;

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
import java.util.stream.Stream;

/** The reference files, where they are at hand. */
public final class Shared {
    private static final Path DATA =
            Path.of(System.getProperty("pokeai.shared", "no-shared-data")).resolve("data");

    private Shared() {}

    /** A folder or file below the reference data; skips the test without it. */
    public static Path at(String path) {
        Path at = DATA.resolve(path);
        assumeTrue(Files.exists(at), "needs the reference data of -Dpokeai.shared: " + path);
        return at;
    }

    /** The files of a folder of checkpoints; none without the reference data. */
    public static List<Path> checkpoints(String folder) throws IOException {
        Path at = DATA.resolve("checkpoints").resolve(folder);
        if (!Files.exists(at)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(at)) {
            return files.filter(file -> !file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** What {@code expected.json} of a folder says, by file. */
    @SuppressWarnings("unchecked")
    public static Map<String, Map<String, Object>> expected(String folder) throws IOException {
        Map<String, Map<String, Object>> byFile = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory()
                .createParser(at("checkpoints/" + folder + "/expected.json").toFile())) {
            parser.nextToken();
            Map<String, Object> document = (Map<String, Object>) value(parser);
            for (Object file : (List<Object>) document.get("files")) {
                Map<String, Object> expected = (Map<String, Object>) file;
                byFile.put((String) expected.get("file"), expected);
            }
        }
        return byFile;
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, value(parser));
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        return switch (token) {
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> String.valueOf(parser.getText());
        };
    }
}
