package io.pokeai.engine.imaging.internal.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The corpus of {@link HeaderFuzz}, run once; fuzzing itself is the profile {@code fuzz}. */
class HeaderCorpusTest {
    private static final Path CORPUS = Path.of(
            System.getProperty("basedir", "."),
            "src/test/resources/io/pokeai/engine/imaging/internal/header/HeaderFuzzInputs/readsOrRefuses");

    @TestFactory
    Stream<DynamicTest> noInputDoesHarm() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(CORPUS)) {
            files = listed.sorted().toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> new HeaderFuzz().readsOrRefuses(Files.readAllBytes(file))));
    }
}
