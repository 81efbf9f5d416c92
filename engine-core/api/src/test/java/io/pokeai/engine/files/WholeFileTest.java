package io.pokeai.engine.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    Path folder;

    @Test
    void foldersAreMadeAndOlderFilesReplaced() throws IOException {
        Path file = folder.resolve("a/b/file");
        WholeFile.write(file, new byte[1]);
        WholeFile.write(file, CONTENT);
        assertThat(file).hasBinaryContent(CONTENT);
        WholeFile.writeUnforced(file, new byte[2]);
        assertThat(file).hasBinaryContent(new byte[2]);
        WholeFile.writeAlone(file, CONTENT);
        assertThat(file).hasBinaryContent(CONTENT);
        WholeFile.writeText(file, writer -> writer.write("é"));
        assertThat(file).hasContent("é");
        assertThat(names(folder.resolve("a/b"))).containsExactly("file");
    }

    @Test
    void whatFailsLeavesTheOlderFileAndNoPart() throws IOException {
        Path file = folder.resolve("file");
        WholeFile.write(file, CONTENT);
        assertThatThrownBy(() -> WholeFile.writeText(file, writer -> {
                    writer.write("half");
                    throw new IOException("the source broke");
                }))
                .hasMessage("the source broke");
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(names(folder)).containsExactly("file");
    }

    @Test
    void theMessageNamesTheFileAndNotItsPart() throws IOException {
        Path directory =
                Files.createDirectories(folder.resolve("directory/inside")).getParent();
        assertThatThrownBy(() -> WholeFile.write(directory, CONTENT))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(directory.toString())
                .hasMessageNotContaining(".part");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
