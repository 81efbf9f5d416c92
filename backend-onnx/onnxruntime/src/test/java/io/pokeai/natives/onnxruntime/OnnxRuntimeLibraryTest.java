package io.pokeai.natives.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.natives.NativesBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads in processes of their own: a library can be loaded once only, and this is about what a process leaves behind. */
class OnnxRuntimeLibraryTest {
    @TempDir
    Path folder;

    private Path home;
    private Path temporary;

    @BeforeEach
    void makeFolders() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    @Test
    void loadsTheVersionOfThisJar() throws Exception {
        assertThat(run()).contains("version=" + OnnxRuntimeLibrary.version());
    }

    @Test
    void writesNothingButItsOwnFolder() throws Exception {
        String first = run();
        assertThat(run("halt"))
                .as("the second process uses what the first has unpacked")
                .isEqualTo(first);
        List<Path> left = filesBelow(home);
        assertThat(left)
                .as("telemetry would leave its database here")
                .allMatch(file -> file.startsWith(home.resolve(".cache/pokeai/natives")))
                .hasSize(NativesBuild.of(OnnxRuntimeLibrary.class).libraries().size() + 1);
        assertThat(temporary).as("no empty folder of ONNX Runtime").isEmptyDirectory();
    }

    @Test
    void repairsADamagedLibrary() throws Exception {
        run();
        Path library = filesBelow(home).stream()
                .filter(file -> file.endsWith("libonnxruntime.so"))
                .findFirst()
                .orElseThrow();
        Files.write(library, new byte[1000]);
        assertThat(run()).contains("version=");
    }

    @Test
    void usesTheDeclaredFolder() throws Exception {
        Path natives = folder.resolve("a natives folder");
        assertThat(run("-Dpokeai.natives=" + natives)).contains("path=" + natives);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void saysWhyItCannotBeUnpacked() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(run("-Dpokeai.natives=" + file))
                .contains("NativesFailure: The folder for native libraries, " + file + ", cannot be made")
                .contains("-Dpokeai.natives=FOLDER");
    }

    @Test
    void saysWhichTemporaryFolderStopsIt() throws Exception {
        Files.delete(temporary);
        assertThat(run())
                .contains(
                        "ONNX Runtime needs a folder for temporary files, and " + temporary, "-Djava.io.tmpdir=FOLDER");
    }

    /** Two class loaders of one process, each with the classes of this jar: the second cannot have the library. */
    @Test
    void saysThatAnotherClassLoaderHasIt() throws Exception {
        assertThat(runMain(SecondLoader.class))
                .contains("first=fine")
                .contains("ONNX Runtime is loaded already, by another class loader of this process")
                .doesNotContain("Delete");
    }

    private String run(String... options) throws IOException, InterruptedException {
        return runMain(Child.class, options);
    }

    private String runMain(Class<?> main, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary,
                "-Duser.home=" + home,
                "-Duser.name=somebody"));
        List.of(options).stream().filter(option -> option.startsWith("-D")).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        List.of(options).stream().filter(option -> !option.startsWith("-D")).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("TMPDIR", temporary.toString());
        builder.environment().remove("XDG_CACHE_HOME");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static List<Path> filesBelow(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
