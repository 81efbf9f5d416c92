package io.pokeai.aug.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsTakenAsItIsAndAnythingElseIsTriedBelowTheDataSet() throws IOException {
        Path data = folder.resolve("data");
        Path here = write(folder.resolve("cat/1.png"));
        Path there = write(data.resolve("cat/2.png"));
        write(data.resolve("cat/1.png"));
        PictureFolder pictures = new PictureFolder(folder, Optional.of(data));

        assertThat(pictures.file("cat/1.png")).isEqualTo(here);
        assertThat(pictures.file("cat/2.png")).isEqualTo(there);
        assertThat(pictures.file(there.toString())).isEqualTo(there);
        assertThat(pictures.file("cat\\2.png")).isEqualTo(there);
    }

    @Test
    void aBackslashThatIsPartOfANameStaysOne() throws IOException {
        Path data = folder.resolve("data");
        Path odd = write(data.resolve("cat\\2.png"));
        write(data.resolve("cat/2.png"));

        assertThat(new PictureFolder(folder, Optional.of(data)).file("cat\\2.png"))
                .isEqualTo(odd);
    }

    @Test
    void whatIsNotThereIsExpectedBelowTheDataSet() {
        Path data = folder.resolve("data");

        assertThat(new PictureFolder(folder, Optional.of(data)).file("cat/3.png"))
                .isEqualTo(data.resolve("cat/3.png"));
        assertThat(new PictureFolder(folder, Optional.empty()).file("cat/3.png"))
                .isEqualTo(folder.resolve("cat/3.png"));
        assertThat(new PictureFolder(folder, Optional.of(data)).file("no\0name.png"))
                .isEqualTo(data);
    }

    private static Path write(Path file) throws IOException {
        Path parent = file.getParent();
        Files.createDirectories(parent);
        return Files.writeString(file, "x");
    }
}
