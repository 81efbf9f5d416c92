package io.pokeai.aug.robustness.report;

import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.engine.testkit.SchemaCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds files to {@code robustness.schema.json}. */
public final class RobustnessSchema {
    private RobustnessSchema() {}

    /** What is wrong with a file, as {@link JsonTree} reads it. */
    public static List<String> problems(@Nullable Object tree) throws IOException {
        try (InputStream stream = RobustnessFiles.class.getResourceAsStream("robustness.schema.json")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return new SchemaCheck(JsonTree.object(JsonTree.read(text))).problems(tree);
        }
    }
}
