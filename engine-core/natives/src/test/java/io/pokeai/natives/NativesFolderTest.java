package io.pokeai.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesFolderTest {
    @TempDir
    Path temporary;

    @Test
    void makesAFolderForNobodyElse() throws IOException {
        Path folder = NativesFolder.privateFolder(temporary.resolve("natives"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(NativesFolder.privateFolder(temporary.resolve("natives"))).isEqualTo(folder);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFolderThatOthersCanWriteTo() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("natives"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> NativesFolder.privateFolder(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("written by others")
                .hasMessageContaining("-Dpokeai.natives");
    }

    @Test
    void refusesALinkInItsPlace() throws IOException {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(temporary.resolve("natives"), elsewhere);
        assertThatThrownBy(() -> NativesFolder.privateFolder(link)).hasMessageContaining("is not a directory");
    }

    @Test
    void withoutASettingTheFirstFolderThatCanBeUsedServes() throws IOException {
        Path xdg = temporary.resolve("xdg");
        Path home = Files.createDirectory(temporary.resolve("home"));
        String tmp = Files.createDirectory(temporary.resolve("tmp")).toString();
        assertThat(NativesFolder.find("", Map.of("XDG_CACHE_HOME", xdg.toString(), "HOME", home.toString()), tmp))
                .isEqualTo(xdg.resolve("pokeai/natives"));
        assertThat(NativesFolder.find("", Map.of("HOME", home.toString()), tmp))
                .isEqualTo(home.resolve(".cache/pokeai/natives"));
        assertThat(NativesFolder.find("", Map.of(), tmp).toString()).startsWith(tmp + "/pokeai-natives-");
        // A file is in the way of both.
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThat(NativesFolder.find("", Map.of("XDG_CACHE_HOME", file.toString(), "HOME", file + "/home"), tmp)
                        .toString())
                .startsWith(tmp + "/pokeai-natives-");
    }

    @Test
    void eachFolderThatCannotBeUsedIsNamedWithItsCause() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> NativesFolder.find("", Map.of("HOME", file.toString()), file + "/tmp"))
                .isInstanceOf(NativesFailure.class)
                .hasMessageContaining(file + "/.cache/pokeai/natives (")
                .hasMessageContaining("POKEAI_CACHE=FOLDER");
    }

    @Test
    void aDeclaredFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> NativesFolder.find(file.toString(), Map.of(), temporary.toString()))
                .isInstanceOf(NativesFailure.class)
                .hasMessageContaining(file + " is a file, not a folder");
    }
}
