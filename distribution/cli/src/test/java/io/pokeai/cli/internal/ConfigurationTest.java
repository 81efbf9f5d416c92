package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void setUp() {
        shelf = new Shelf(folder);
    }

    @Test
    void flagWinsOverEnvironmentOverFileOverDefault() throws IOException {
        Files.writeString(folder.resolve("pokeai.yaml"), "artifacts: from-file\nthreads: 2\nprovider: cpu\n");
        shelf.environment.put("POKEAI_ARTIFACTS", "from-environment");
        shelf.environment.put("POKEAI_THREADS", "3");
        assertThat(shelf.run("config", "--artifacts", "from-flag")).isZero();
        assertThat(row("artifacts")).contains(folder.resolve("from-flag").toString(), "flag --artifacts");
        assertThat(row("cache")).contains(folder.resolve("from-flag/.cache").toString(), "default");
        assertThat(row("threads")).contains(" 3 ", "environment POKEAI_THREADS");
        assertThat(row("provider")).contains(" cpu ", "file " + folder.resolve("pokeai.yaml"));
        assertThat(row("verbose")).contains(" false ", "default");
        assertThat(shelf.out).endsWith("\nSettings file: " + folder.resolve("pokeai.yaml") + "\n");
    }

    @Test
    void withoutAnythingTheDefaultsHold() {
        assertThat(shelf.run("config", "--format", "json")).isZero();
        assertThat(shelf.out)
                .contains("\"value\" : \"" + folder.resolve("artifacts") + "\"")
                .contains("\"value\" : \"" + Runtime.getRuntime().availableProcessors() + "\"")
                .contains("\"value\" : \"auto\"")
                .doesNotContain("flag", "environment", "file");
    }

    @Test
    void relativePathsOfTheFileBelongToItsFolder() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("etc"));
        Files.writeString(elsewhere.resolve("my.yaml"), "artifacts: ../models\n");
        shelf.environment.put("POKEAI_CONFIG", "etc/my.yaml");
        shelf.run("config");
        assertThat(row("artifacts")).contains(folder.resolve("models").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "treads: 4|knows no setting 'treads'. Known settings: artifacts, cache, threads, provider, verbose.",
                "[1, 2]|is no mapping from setting to value",
                "threads: [1]|gives 'threads' no plain value",
                "threads: 0|The setting 'threads' is '0' (file ",
                "threads: 4.5|The setting 'threads' is '4.5' (file ",
                "provider: tpu|Use auto, cpu or cuda.",
                "'a: b: c'|is no valid YAML",
            })
    void aWrongFileSaysWhatIsAllowed(String yaml, String message) throws IOException {
        Files.writeString(folder.resolve("pokeai.yaml"), yaml);
        assertThat(shelf.run("config")).isEqualTo(2);
        assertThat(shelf.err.replace("\n        ", " ")).contains(message);
        assertThat(shelf.out).isEmpty();
    }

    @Test
    void aFileThatWasAskedForMustExist() {
        assertThat(shelf.run("config", "--config", "missing.yaml")).isEqualTo(2);
        assertThat(shelf.err).contains("missing.yaml cannot be read");
    }

    @Test
    void anEmptyFileIsFine() throws IOException {
        Files.writeString(folder.resolve("pokeai.yaml"), "# nothing yet\n");
        assertThat(shelf.run("config")).isZero();
    }

    private String row(String setting) {
        return shelf.out
                .lines()
                .filter(line -> line.startsWith(setting + " "))
                .findFirst()
                .orElseThrow();
    }
}
