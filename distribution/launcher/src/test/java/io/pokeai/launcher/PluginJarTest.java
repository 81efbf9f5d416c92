package io.pokeai.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginJarTest {
    @TempDir
    Path folder;

    @Test
    void aBundleSaysItsNameAndVersion() throws Exception {
        PluginJar jar = PluginJar.read(TestJar.bundle("a.b;singleton:=true", "1.2.3.x")
                .classFor(17, "a/B.class")
                .write(file()));
        assertThat(jar.symbolicName()).isEqualTo("a.b");
        assertThat(jar.version()).hasToString("1.2.3.x");
    }

    @Test
    void whatIsNoJarIsToldByItsFirstBytes() throws Exception {
        assertThat(problem("<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("it is not a jar archive; it begins with '<!DOCTYPE html><html>'");
        assertThat(problem("version https://git-lfs.github.com/spec".getBytes(StandardCharsets.UTF_8)))
                .contains("begins with 'version https://git-lfs");
        assertThat(problem()).isEqualTo("it is empty");
        assertThat(problem((byte) 'P', (byte) 'K')).contains("not a jar archive");
    }

    @Test
    void aJarThatWasCutShortIsDamaged() throws Exception {
        byte[] whole = TestJar.bundle("a", "1").entry("big", new byte[100_000]).bytes();
        for (int length : new int[] {whole.length - 1, whole.length / 2, 40}) {
            assertThat(problem(Arrays.copyOf(whole, length))).startsWith("it is damaged, perhaps cut short");
        }
    }

    @Test
    void aFlippedBitIsFound() throws Exception {
        byte[] random = new byte[5_000];
        new java.util.Random(7).nextBytes(random);
        byte[] whole = TestJar.bundle("a", "1").entry("noise", random).bytes();
        int inside = whole.length / 2;
        whole[inside] ^= 4;
        assertThat(problem(whole)).contains("damaged");
    }

    @Test
    void aPlainJarIsToldHowToBecomeABundle() throws Exception {
        Path jar = TestJar.plain().entry("x.txt", (byte) 1).write(file());
        PluginProblem problem = catchThrowableOfType(PluginProblem.class, () -> PluginJar.read(jar));
        assertThat(problem.problem()).contains("plain jar").contains("Bundle-SymbolicName");
        assertThat(problem.remedy()).contains("docs/write-a-backend.md");
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("x"));
        }
        assertThat(problem(zip.toByteArray())).contains("plain jar").contains("no META-INF/MANIFEST.MF");
    }

    @Test
    void aJarForALaterJavaNamesBothJavas() throws Exception {
        int here = Runtime.version().feature();
        Path jar = TestJar.bundle("a", "1")
                .classFor(here, "a/Old.class")
                .classFor(here + 4, "a/New.class")
                .classFor(here + 9, "META-INF/versions/99/a/Old.class")
                .write(file());
        PluginProblem problem = catchThrowableOfType(PluginProblem.class, () -> PluginJar.read(jar));
        assertThat(problem.problem())
                .isEqualTo(
                        "it needs Java " + (here + 4) + ": a/New.class was compiled for it, and this is Java " + here);
        assertThat(problem.remedy()).contains("--release " + here);
    }

    @Test
    void whatIsNoFileAtAllIsNamed() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("directory.jar"));
        assertThat(catchThrowableOfType(PluginProblem.class, () -> PluginJar.read(directory)))
                .hasMessage("it is a directory");
        Path link = Files.createSymbolicLink(folder.resolve("link.jar"), folder.resolve("nothing"));
        assertThat(catchThrowableOfType(PluginProblem.class, () -> PluginJar.read(link)))
                .hasMessage("it is a link to nothing");
    }

    @Test
    void aVersionThatIsNoneIsNamed() throws Exception {
        Path jar = TestJar.bundle("a", "1.x.y").write(file());
        assertThat(catchThrowableOfType(PluginProblem.class, () -> PluginJar.read(jar)))
                .hasMessageContaining("'1.x.y', which is not a version");
    }

    private Path file() {
        return folder.resolve("plugin.jar");
    }

    private String problem(byte... content) throws Exception {
        Path jar = Files.write(file(), content);
        return catchThrowableOfType(PluginProblem.class, () -> PluginJar.read(jar))
                .problem();
    }
}
