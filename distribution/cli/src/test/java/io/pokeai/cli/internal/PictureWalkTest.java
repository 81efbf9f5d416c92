package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pokeai.engine.command.kit.PictureWalk;
import io.pokeai.engine.command.kit.WalkReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureWalkTest {
    @TempDir
    Path folder;

    @Test
    void aFolderIsReadWhenItsTurnComes() throws IOException {
        Files.createDirectories(folder.resolve("set/a"));
        Files.createDirectories(folder.resolve("set/b"));
        Files.writeString(folder.resolve("set/a/1.jpg"), "");
        PictureWalk walk = walk(folder.resolve("set"));
        assertThat(walk.next().path()).isEqualTo(folder.resolve("set/a/1.jpg"));
        // Not there when the walk began: only a walk that has not looked into b yet can see it.
        Files.writeString(folder.resolve("set/b/2.jpg"), "");
        assertThat(walk.next().path()).isEqualTo(folder.resolve("set/b/2.jpg"));
        assertThat(walk.hasNext()).isFalse();
    }

    @Test
    void whatCamerasWriteIsAPicture() throws IOException {
        for (String name : List.of("a.JPG", "b.mpo", "c.MPO", "d.txt")) {
            Files.writeString(folder.resolve(name), "");
        }
        PictureWalk walk = walk(folder);
        assertThat(walk.next().path()).isEqualTo(folder.resolve("a.JPG"));
        assertThat(walk.next().path()).isEqualTo(folder.resolve("b.mpo"));
        assertThat(walk.next().path()).isEqualTo(folder.resolve("c.MPO"));
        assertThat(walk.hasNext()).isFalse();
    }

    @Test
    void theSameFolderNamedTwiceIsWalkedTwice() throws IOException {
        Files.writeString(folder.resolve("1.jpg"), "");
        PictureWalk walk = walk(folder, folder);
        walk.next();
        walk.next();
        assertThat(walk.hasNext()).isFalse();
    }

    @Test
    void aThicketOfLinksIsWalkedOnce() throws IOException {
        for (int i = 0; i < 12; i++) {
            Files.createDirectory(folder.resolve("d" + i));
            Files.writeString(folder.resolve("d" + i + "/p.jpg"), "");
        }
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                Files.createSymbolicLink(folder.resolve("d" + i + "/l" + j), folder.resolve("d" + j));
            }
        }
        PictureWalk walk = walk(folder);
        int pictures = 0;
        while (walk.hasNext()) {
            walk.next();
            pictures++;
        }
        assertThat(pictures).isEqualTo(12);
    }

    @Test
    void aNameThatIsNotUtf8KeepsItsBytes() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "printf 1 > \"$(printf '\\377').jpg\"")
                .directory(folder.toFile())
                .start();
        assumeTrue(process.waitFor() == 0, "the file system takes no such name");
        Shelf shelf = new Shelf(folder);
        assertThat(shelf.run("classify", "--format", "json", folder)).isZero();
        assertThat(shelf.out).contains("\uFFFD.jpg\"", "/%FF.jpg\"", "\"label\":\"green\"");
    }

    private static PictureWalk walk(Path... arguments) {
        return new PictureWalk(List.of(arguments), new WalkReport(), Optional.empty());
    }
}
