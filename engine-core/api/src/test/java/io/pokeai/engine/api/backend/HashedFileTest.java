package io.pokeai.engine.api.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is what is hashed, or is said not to be. */
class HashedFileTest {
    private static final int BYTES = 300_001;

    @TempDir
    Path folder;

    private Path file;
    private byte[] content;

    @BeforeEach
    void write() throws IOException {
        content = new byte[BYTES];
        new Random(1).nextBytes(content);
        file = Files.write(folder.resolve("model.pth"), content);
    }

    @Test
    void theHashIsThatOfTheFileWhoeverMakesIt() {
        String expected = ContentHashes.reading().sha256(file);
        try (HashedFile here = HashedFile.open(file);
                HashedFile elsewhere = HashedFile.open(file, work -> new Thread(work).start());
                HashedFile nowhere = HashedFile.open(file, work -> {
                    throw new java.util.concurrent.RejectedExecutionException("closed");
                })) {
            assertThat(here.sha256()).isEqualTo(expected);
            assertThat(elsewhere.sha256()).isEqualTo(expected);
            assertThat(nowhere.sha256()).isEqualTo(expected);
        }
    }

    @Test
    void anyPartIsReadAsItIsInTheFile() {
        Random random = new Random(2);
        try (HashedFile open = HashedFile.open(file)) {
            for (int i = 0; i < 200; i++) {
                int from = random.nextInt(BYTES);
                int length = random.nextInt(BYTES - from);
                ByteBuffer part = ByteBuffer.allocate(length);
                open.read(from, part);
                assertThat(part.flip()).isEqualTo(ByteBuffer.wrap(content, from, length));
            }
            open.requireIntact();
            failsWith(ErrorCode.MODEL_INVALID, () -> open.read(BYTES - 1, ByteBuffer.allocate(2)));
        }
    }

    @Test
    void aFileThatIsRenamedOverItIsNotSeen() throws IOException {
        String expected = ContentHashes.reading().sha256(file);
        try (HashedFile open = HashedFile.open(file)) {
            Path other = Files.writeString(folder.resolve("other"), "other");
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            assertThat(open.sha256()).isEqualTo(expected);
            open.copyTo(folder.resolve("copy"));
            open.requireIntact();
        }
        assertThat(folder.resolve("copy")).hasBinaryContent(content);
    }

    /** Each byte may be the one: the first of a block, the last, in between. */
    @ParameterizedTest
    @ValueSource(ints = {0, 65_535, 65_536, 200_000, BYTES - 1})
    void aByteThatChangesBetweenReadingAndHashingIsNoticedInEitherOrder(int where) throws IOException {
        try (HashedFile readFirst = HashedFile.open(file)) {
            readAll(readFirst);
            flip(where);
            failsWith(ErrorCode.CONFLICT, readFirst::requireIntact);
            flip(where);
        }
        try (HashedFile hashedFirst = HashedFile.open(file)) {
            assertThat(hashedFirst.sha256()).hasSize(64);
            flip(where);
            readAll(hashedFirst);
            failsWith(ErrorCode.CONFLICT, hashedFirst::requireIntact);
            flip(where);
        }
    }

    @Test
    void whatNobodyHasReadMayChangeBeforeItIsHashed() throws IOException {
        try (HashedFile open = HashedFile.open(file)) {
            open.read(0, ByteBuffer.allocate(10));
            flip(200_000);
            open.requireIntact();
            assertThat(open.sha256()).isEqualTo(ContentHashes.reading().sha256(file));
        }
    }

    @Test
    void aByteThatIsReadTwiceAndDiffersIsNoticedAtOnce() throws IOException {
        try (HashedFile open = HashedFile.open(file)) {
            open.read(0, ByteBuffer.allocate(10));
            open.read(200_000, ByteBuffer.allocate(10));
            flip(5);
            failsWith(ErrorCode.CONFLICT, () -> open.read(0, ByteBuffer.allocate(10)));
        }
    }

    @Test
    void aFileThatShrinksOrGrowsIsNoticed() throws IOException {
        try (HashedFile open = HashedFile.open(file)) {
            Files.write(file, new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
            failsWith(ErrorCode.CONFLICT, open::sha256);
        }
        try (HashedFile open = HashedFile.open(file)) {
            Files.write(file, new byte[10]);
            failsWith(ErrorCode.CONFLICT, () -> open.copyTo(folder.resolve("copy")));
            failsWith(ErrorCode.CONFLICT, open::requireIntact);
        }
    }

    @Test
    void whoeverIsLentItDoesNotCloseIt() {
        Deque<Runnable> later = new ArrayDeque<>();
        try (HashedFile open = HashedFile.open(file, later::add)) {
            HashedFile lent = open.lent();
            lent.close();
            readAll(open);
            later.remove().run();
            lent.requireIntact();
        }
    }

    @Test
    void anEmptyFileHasTheHashOfNothing() throws IOException {
        try (HashedFile open = HashedFile.open(Files.createFile(folder.resolve("empty")))) {
            assertThat(open.sha256()).startsWith("e3b0c44298fc1c14");
            open.requireIntact();
        }
    }

    @Test
    void aMissingFileIsNone() {
        failsWith(ErrorCode.MODEL_INVALID, () -> HashedFile.open(folder.resolve("nothing")));
    }

    private static void readAll(HashedFile open) {
        open.read(0, ByteBuffer.allocate(BYTES));
    }

    private void flip(int where) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(where);
            int old = raw.read();
            raw.seek(where);
            raw.write(old ^ 1);
        }
    }

    private static void failsWith(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
