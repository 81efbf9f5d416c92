package io.pokeai.engine.runtime.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.api.backend.HashedFile;
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

    /** Long after everything that the tests write. */
    private Instant now = Instant.now().plusSeconds(1_000);

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
        now = Instant.now();
        hashes().sha256(write("one", 100));
        assertThat(notes())
                .as("its content was changed just now, whatever its time says")
                .isEmpty();
    }

    @Test
    void aFileOfTheFutureIsNotRemembered() throws IOException {
        hashes().sha256(write("one", -5_000));
        assertThat(notes()).isEmpty();
    }

    @Test
    void aFileThatIsChangedUnderItsTimeIsReadAgain() throws IOException {
        Path file = write("one", 100);
        FileTime time = Files.getLastModifiedTime(file);
        String before = hashes().sha256(file);
        Files.setLastModifiedTime(Files.writeString(file, "two"), time);
        assertThat(hashes().sha256(file)).as("in place").isNotEqualTo(before);

        Path other = Files.setLastModifiedTime(Files.writeString(folder.resolve("other"), "six"), time);
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(hashes().sha256(file))
                .as("renamed over")
                .isEqualTo(ContentHashes.reading().sha256(file));
    }

    @Test
    void aContentIsKnownAgainByItsBlocksInAnotherProcess() throws IOException {
        Path file = write("one", 0);
        String hash = hashes().sha256(file);
        assertThat(hashes().known(file))
                .hasValueSatisfying(known -> assertThat(known.sha256()).isEqualTo(hash));
        try (HashedFile same = HashedFile.open(file, Runnable::run, hashes().known(file))) {
            assertThat(same.sha256()).isEqualTo(hash);
        }
        write("two", 0);
        try (HashedFile other = HashedFile.open(file, Runnable::run, hashes().known(file))) {
            assertThat(other.sha256()).isEqualTo(ContentHashes.reading().sha256(file));
        }
    }

    @Test
    void blocksThatAreDamagedAreNotKnown() throws IOException {
        Path file = write("one", 0);
        hashes().sha256(file);
        Path blocks;
        try (Stream<Path> kept = Files.list(folder.resolve("cache"))) {
            blocks = kept.filter(path -> path.toString().endsWith(".blocks"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(blocks);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(blocks, damaged);
            assertThat(hashes().known(file)).as("byte " + i).isEmpty();
        }
        for (int length = 0; length < whole.length; length++) {
            Files.write(blocks, java.util.Arrays.copyOf(whole, length));
            assertThat(hashes().known(file)).as("length " + length).isEmpty();
        }
    }

    @Test
    void whatIsForgottenIsReadAgain() throws IOException {
        Path file = write("one", 100);
        hashes().sha256(file);
        hashes().forget(file);
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
        return new RememberedHashes(folder.resolve("cache"), () -> now);
    }

    private List<Path> notes() throws IOException {
        if (!Files.isDirectory(folder.resolve("cache"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.filter(kept -> kept.toString().endsWith(".sha256")).toList();
        }
    }

    private Path write(String content, long secondsAgo) throws IOException {
        Path file = Files.writeString(folder.resolve("model"), content);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
    }
}
