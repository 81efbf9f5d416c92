package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that other assemblies have. */
class ElsewhereTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"train", "distill"})
    void aCommandThatIsNotInstalledSaysWhereItIs(String name) {
        Shelf shelf = new Shelf(folder);
        assertThat(shelf.run(name, "--model", "x")).isEqualTo(2);
        assertThat(shelf.err).contains("The command '" + name + "' is not installed.", "-Pdjl", "docs/" + name + ".md");
    }
}
