package io.pokeai.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page shows the code that is compiled here. */
class WriteAnAugmentationTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path PAGE = MODULE.resolve("../../docs/write-an-augmentation.md");
    private static final Path SOURCES = MODULE.resolve("src/test/java/io/pokeai/docs");
    private static final Path EXAMPLE = MODULE.resolve("../examples/augmentation/src");
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- source: (\\w+\\.java) -->\n```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void thePageShowsTheCodeThatIsCompiled() throws IOException {
        Matcher snippet = SNIPPET.matcher(Files.readString(PAGE));
        TreeSet<String> shown = new TreeSet<>();
        while (snippet.find()) {
            shown.add(snippet.group(1));
            assertThat(withoutPackage(example(snippet.group(1)))).isEqualTo(snippet.group(2));
        }
        assertThat(shown).containsExactly("Scanlines.java", "ScanlinesContractTest.java", "ScanlinesTest.java");
    }

    @Test
    void theExampleIsTheSameCode() throws IOException {
        for (String name : List.of("Scanlines.java", "ScanlinesTest.java")) {
            assertThat(withoutPackage(example(name))).isEqualTo(withoutPackage(SOURCES.resolve(name)));
        }
    }

    private static Path example(String name) {
        return EXAMPLE.resolve(name.endsWith("Test.java") ? "test" : "main").resolve("java/example/television/" + name);
    }

    private static String withoutPackage(Path file) throws IOException {
        return Files.readString(file).replaceFirst("^package [a-z.]+;\\n\\n", "");
    }
}
