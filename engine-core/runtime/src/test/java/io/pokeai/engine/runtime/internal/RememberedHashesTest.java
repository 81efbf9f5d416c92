package io.pokeai.engine.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.spi.ContentHashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedHashesTest {
    @TempDir
    Path folder;

    @Test
    void itGivesWhatReadingGivesAndRemembersIt() throws IOException {
        Path file = write("one", 100);
        String hash = hashes().sha256(file);

        assertThat(hash).isEqualTo(ContentHashes.reading().sha256(file));
        assertThat(notes()).hasSize(1);
        assertThat(hashes().sha256(file)).isEqualTo(hash);
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        Path file = write("one", 100);
        String before = hashes().sha256(file);
        write("two", 50);

        assertThat(hashes().sha256(file))
                .isNotEqualTo(before)
                .isEqualTo(ContentHashes.reading().sha256(file));
    }

    @Test
    void aYoungFileIsNotRemembered() throws IOException {
        hashes().sha256(write("one", 0));
        assertThat(notes()).isEmpty();
    }

    @Test
    void aDamagedNoteIsIgnored() throws IOException {
        Path file = write("one", 100);
        String hash = hashes().sha256(file);
        for (String damage : List.of("", "0", hash, "x".repeat(200))) {
            Files.writeString(notes().get(0), damage);
            assertThat(hashes().sha256(file)).isEqualTo(hash);
        }
    }

    @Test
    void aMissingFileIsAnError() {
        assertThatThrownBy(() -> hashes().sha256(folder.resolve("nothing"))).isInstanceOf(EngineException.class);
    }

    private RememberedHashes hashes() {
        return new RememberedHashes(folder.resolve("cache"));
    }

    private List<Path> notes() throws IOException {
        if (!Files.isDirectory(folder.resolve("cache"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.toList();
        }
    }

    private Path write(String content, long secondsAgo) throws IOException {
        Path file = Files.writeString(folder.resolve("model"), content);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
    }
}
