package io.pokeai.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page shows the code that is compiled here. */
class WriteAnAugmentationTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path PAGE = MODULE.resolve("../../docs/write-an-augmentation.md");
    private static final Path SOURCES = MODULE.resolve("src/test/java/io/pokeai/docs");
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- source: (\\w+\\.java) -->\n```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void thePageShowsTheCodeThatIsCompiled() throws IOException {
        Matcher snippet = SNIPPET.matcher(Files.readString(PAGE));
        TreeSet<String> shown = new TreeSet<>();
        while (snippet.find()) {
            shown.add(snippet.group(1));
            assertThat(Files.readString(SOURCES.resolve(snippet.group(1)))).endsWith("\n\n" + snippet.group(2));
        }
        assertThat(shown).containsExactly("Scanlines.java", "ScanlinesTest.java");
    }
}
