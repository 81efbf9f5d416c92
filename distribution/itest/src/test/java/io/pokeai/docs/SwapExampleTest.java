package io.pokeai.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapExampleTest {
    @TempDir
    Path folder;

    @Test
    void theExamplesRun() throws IOException {
        Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
        Files.createDirectories(artifacts.resolve("new"));
        Files.write(artifacts.resolve("sprites.onnx"), EmbedExampleTest.meanColourModel("one"));
        Files.write(artifacts.resolve("new/sprites.onnx"), EmbedExampleTest.meanColourModel("two"));
        Files.writeString(artifacts.resolve("classes.txt"), "red\ngreen\nblue\n");
        Image grey = new Image(32, 32, new byte[3 * 32 * 32]);
        try (Engine engine = EmbedExample.settings(artifacts, folder.resolve("cache"))) {
            String first = engine.classify(Request.of("sprites", grey)).version();
            assertThat(SwapExample.gate(engine)).as("there is no such plan").isEqualTo("NOT_A_FILE");
            assertThat(SwapExample.swap(engine)).isEqualTo("DONE 2");
            assertThat(engine.classify(Request.of("sprites", grey)).version()).isNotEqualTo(first);
            SwapExample.rollback(engine);
            assertThat(engine.classify(Request.of("sprites", grey)).version()).isEqualTo(first);

            String tried = SwapExample.canary(engine, "ash", grey).version();
            assertThat(engine.classify(Request.of("sprites", grey).forCaller("ash"))
                            .version())
                    .isEqualTo(tried);
            engine.control().abort("sprites", SwapTerms.of("test")).orThrow();

            engine.control()
                    .shadow("sprites", SwapTarget.file(Path.of("new/sprites.onnx")), SwapTerms.of("test"))
                    .orThrow();
            while (SwapExample.shadow(engine).startsWith("0 ")) {
                assertThat(engine.classify(Request.of("sprites", grey)).version())
                        .isEqualTo(first);
            }
            assertThat(engine.classify(Request.of("sprites", grey)).version()).isNotEqualTo(first);
        }
    }

    @Test
    void theDocumentShowsTheCodeThatRuns() throws IOException {
        Path root = Path.of(System.getProperty("pokeai.root", "../.."));
        String source =
                Files.readString(root.resolve("distribution/itest/src/test/java/io/pokeai/docs/SwapExample.java"));
        String document =
                Files.readString(root.resolve("docs/swap.md")) + Files.readString(root.resolve("docs/gate.md"));
        Matcher snippets = Pattern.compile("<!-- snippet: (\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL)
                .matcher(document);
        int found = 0;
        while (snippets.find()) {
            assertThat(source)
                    .contains("// snippet: " + snippets.group(1) + "\n" + snippets.group(2) + "        // end");
            found++;
        }
        assertThat(found).isEqualTo(5);
    }
}
