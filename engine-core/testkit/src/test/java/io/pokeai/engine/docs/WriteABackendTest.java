package io.pokeai.engine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page shows the code that is compiled here, and that code does what the page says. */
class WriteABackendTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path PAGE = MODULE.resolve("../../docs/write-a-backend.md");
    private static final Path SOURCES = MODULE.resolve("src/test/java/io/pokeai/engine/docs");
    private static final Path EXAMPLE = MODULE.resolve("../../distribution/examples/backend/src");
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- source: (\\w+\\.java) -->\n```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void thePageShowsTheCodeThatIsCompiled() throws IOException {
        Matcher snippet = SNIPPET.matcher(Files.readString(PAGE));
        TreeSet<String> shown = new TreeSet<>();
        while (snippet.find()) {
            shown.add(snippet.group(1));
            assertThat(withoutPackage(SOURCES.resolve(snippet.group(1)))).isEqualTo(snippet.group(2));
        }
        assertThat(shown)
                .containsExactly(
                        "ColourClassifier.java",
                        "ColourClassifierFactory.java",
                        "ColourContractTest.java",
                        "ColourModel.java");
    }

    @Test
    void theExampleIsTheSameCode() throws IOException {
        for (String folder : List.of("main", "test")) {
            try (Stream<Path> files = Files.list(EXAMPLE.resolve(folder + "/java/example/colours"))) {
                for (Path file : files.toList()) {
                    assertThat(withoutPackage(file)).isEqualTo(withoutPackage(SOURCES.resolve(file.getFileName())));
                }
            }
        }
    }

    private static String withoutPackage(Path file) throws IOException {
        return Files.readString(file).replaceFirst("^package [a-z.]+;\\n\\n", "");
    }

    @Test
    void theNearestColourHasTheHighestScore(@TempDir Path folder) throws IOException {
        Path file = new ColourContractTest().model(folder);
        ColourClassifierFactory factory = new ColourClassifierFactory();
        ModelSource source = ModelSource.of(file).withDefaultLabels(Labels.of(List.of("not", "used")));
        ImageTensor green = ImageTensor.allocate(1, 8, 8);
        for (int i = 0; i < 64; i++) {
            green.data().put(64 + i, 1f);
        }
        try (var classifier = factory.open(factory.recognise(source).orElseThrow(), OpenOptions.cpu(folder))) {
            Scores scores = classifier.infer(green);
            assertThat(scores.row(0)[1]).isGreaterThan(scores.row(0)[0]);
            ClassifierInfo info = classifier.info();
            assertThat(info.spec().labels().asList()).containsExactly("fire", "grass");
            assertThat(info.spec().name()).isEqualTo("fire_or_grass");
        }
    }
}
