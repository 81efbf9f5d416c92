package io.pokeai.engine.checkpoint;

import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The reference files, where they are at hand. */
public final class ReferenceCheckpoints {
    private ReferenceCheckpoints() {}

    /** The files of a folder of checkpoints; skips the test without the reference data. */
    public static List<Path> checkpoints(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Shared.at("checkpoints/" + folder))) {
            return files.filter(file -> !file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** What {@code expected.json} of a folder says, by file. */
    @SuppressWarnings("unchecked")
    public static Map<String, Map<String, Object>> expected(String folder) throws IOException {
        Map<String, Map<String, Object>> byFile = new LinkedHashMap<>();
        Object document = JsonTree.read(Shared.at("checkpoints/" + folder + "/expected.json"));
        for (Object file : JsonTree.array(JsonTree.object(document).get("files"))) {
            Map<String, Object> expected = (Map<String, Object>) file;
            byFile.put((String) expected.get("file"), expected);
        }
        return byFile;
    }
}
