package io.pokeai.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedExampleTest {
    @TempDir
    Path folder;

    private Path artifacts;
    private Path picture;

    @BeforeEach
    void makeModelAndPicture() throws IOException {
        artifacts = Files.createDirectories(folder.resolve("artifacts"));
        Files.write(artifacts.resolve("sprites.onnx"), meanColourModel("mean colour"));
        Files.write(artifacts.resolve("twins.onnx"), meanColourModel("the same colour"));
        Files.writeString(artifacts.resolve("classes.txt"), "red\ngreen\nblue\n");
        byte[] pixels = new byte[3 * 32 * 32];
        for (int i = 0; i < pixels.length; i += 3) {
            Arrays.fill(pixels, i, i + 3, (byte) 10);
            pixels[i + 1] = (byte) 250;
        }
        try (Engine engine = EmbedExample.settings(artifacts, folder.resolve("cache"))) {
            picture = Files.write(folder.resolve("leaf.png"), engine.imaging().toPng(new Image(32, 32, pixels)));
        }
    }

    @Test
    void theExamplesRun() {
        EmbedExample.classify(artifacts, picture);
        try (Engine engine = EmbedExample.settings(artifacts, folder.resolve("cache"))) {
            Path missing = folder.resolve("missing.png");
            assertThat(EmbedExample.many(engine, List.of(picture, missing))).containsExactly("green", "NOT_A_FILE");
            List<String> models = List.of("sprites", "twins");
            InputSpec spec = engine.models().list().get(0).spec().orElseThrow().input();
            assertThat(EmbedExample.pixels(engine, models, picture, spec, (image, severity) -> image))
                    .containsExactly(
                            "sprites at severity 1: green",
                            "twins at severity 1: green",
                            "sprites at severity 3: green",
                            "twins at severity 3: green",
                            "sprites at severity 5: green",
                            "twins at severity 5: green");
            assertThat(EmbedExample.deadline(engine, picture)).isIn("green", "?"); // on a busy machine
            assertThat(EmbedExample.lease(engine, picture).kind()).isEqualTo(ScoreKind.LOGITS);
            assertThat(EmbedExample.errors(engine, missing)).startsWith("NOT_A_FILE (HTTP 404): missing.png");
        }
    }

    @Test
    void theDocumentShowsTheCodeThatRuns() throws IOException {
        Path root = Path.of(System.getProperty("pokeai.root", "../.."));
        String source =
                Files.readString(root.resolve("distribution/itest/src/test/java/io/pokeai/docs/EmbedExample.java"));
        String document = Files.readString(root.resolve("docs/embed.md"));
        Matcher snippets = Pattern.compile("<!-- snippet: (\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL)
                .matcher(document);
        int found = 0;
        while (snippets.find()) {
            assertThat(source)
                    .contains("// snippet: " + snippets.group(1) + "\n" + snippets.group(2) + "        // end");
            found++;
        }
        assertThat(found).isEqualTo(7);
        String imports =
                source.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        assertThat(document).contains("<!-- imports -->\n```java\n" + imports + "\n```");
    }

    /** Scores of three classes: how red, green and blue a picture is on average. */
    static byte[] meanColourModel(String name) {
        GraphBuilder graph = new GraphBuilder(name);
        Dimension batch = Dimension.symbol("batch");
        graph.input("pictures", batch, Dimension.of(3), Dimension.of(32), Dimension.of(32));
        String means = graph.add("GlobalAveragePool", List.of("pictures"));
        graph.add("Flatten", List.of(means), List.of("logits"));
        graph.output("logits", batch, Dimension.of(3));
        return graph.toModel();
    }
}
