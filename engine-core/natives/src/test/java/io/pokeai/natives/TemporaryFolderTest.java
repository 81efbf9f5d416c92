package io.pokeai.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own: Java reads the setting once. */
class TemporaryFolderTest {
    @TempDir
    Path folder;

    /** What a child process runs. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            try {
                TemporaryFolder.require("Something");
                System.out.print("fine");
            } catch (NativesFailure e) {
                System.out.print(e.getMessage());
            }
        }
    }

    @Test
    void aFolderThatCanBeWrittenIsLeftAsItIs() throws Exception {
        assertThat(run(folder)).isEqualTo("fine");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotThereIsNamedWithARemedy() throws Exception {
        Path missing = folder.resolve("missing");
        assertThat(run(missing))
                .startsWith("Something needs a folder for temporary files, and " + missing + " (java.io.tmpdir)")
                .contains("does not exist", "-Djava.io.tmpdir=FOLDER");
    }

    private static String run(Path temporary) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        child.waitFor();
        return output;
    }
}
