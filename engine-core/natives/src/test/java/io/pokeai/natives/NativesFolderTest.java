package io.pokeai.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
        assertThatThrownBy(() -> NativesFolder.privateFolder(link)).hasMessageContaining("is no folder");
    }
}
