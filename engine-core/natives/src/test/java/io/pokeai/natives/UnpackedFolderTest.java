package io.pokeai.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedFolderTest {
    private static final List<NativeLibrary> LIBRARIES = List.of(library("libone.so"), library("libtwo.so"));

    @TempDir
    Path temporary;

    /** What the jar says of each library. */
    private long size = -1;

    private final AtomicInteger opened = new AtomicInteger();

    private static NativeLibrary library(String name) {
        byte[] hash = Fingerprint.sha256().digest(content(name));
        return new NativeLibrary(name, HexFormat.of().formatHex(hash));
    }

    private static byte[] content(String name) {
        return ("content of " + name).repeat(1000).getBytes(StandardCharsets.UTF_8);
    }

    private UnpackedFolder.Source jar(Function<NativeLibrary, byte[]> content) {
        return new UnpackedFolder.Source() {
            @Override
            public InputStream open(NativeLibrary library) {
                opened.incrementAndGet();
                return new ByteArrayInputStream(content.apply(library));
            }

            @Override
            public long bytes(NativeLibrary library) {
                return size;
            }
        };
    }

    private Path folder() {
        return temporary.resolve("libraries");
    }

    private void fill() throws IOException {
        new UnpackedFolder(folder(), "things 1.0").fill(LIBRARIES, jar(library -> content(library.name())));
    }

    private void assertWhole() throws IOException {
        for (NativeLibrary library : LIBRARIES) {
            assertThat(folder().resolve(library.name())).hasBinaryContent(content(library.name()));
        }
        try (var files = Files.list(folder())) {
            assertThat(files).as("nothing but libraries and notes").hasSize(LIBRARIES.size() + 1);
        }
    }

    @Test
    void unpacksOnce() throws IOException {
        fill();
        fill();
        assertWhole();
        assertThat(opened).hasValue(LIBRARIES.size());
    }

    @Test
    void anInterruptDoesNotKeepALibraryFromTheOthersWhoNeedIt() throws IOException {
        Thread.currentThread().interrupt();
        fill();
        assertThat(Thread.interrupted()).as("its flag").isTrue();
        assertWhole();
    }

    @Test
    void replacesALibraryThatWasCutShort() throws IOException {
        fill();
        Files.write(folder().resolve("libone.so"), new byte[100]);
        fill();
        assertWhole();
        assertThat(opened).as("the other one was whole").hasValue(LIBRARIES.size() + 1);
    }

    @Test
    void replacesALibraryOfTheSameSizeWithOtherBytes() throws IOException {
        fill();
        byte[] wrong = content("libone.so");
        wrong[500] ^= 1;
        Path file = folder().resolve("libone.so");
        Files.write(file, wrong);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
        fill();
        assertWhole();
    }

    @Test
    void bringsBackALibraryThatWasDeleted() throws IOException {
        fill();
        Files.delete(folder().resolve("libtwo.so"));
        fill();
        assertWhole();
    }

    @Test
    void aTouchedLibraryIsCheckedAndKept() throws IOException {
        fill();
        Files.setLastModifiedTime(
                folder().resolve("libone.so"), FileTime.from(Instant.now().plusSeconds(100)));
        fill();
        assertWhole();
        assertThat(opened).hasValue(LIBRARIES.size());
    }

    @Test
    void replacingLeavesTheOldBytesToThoseWhoMappedThem() throws IOException {
        fill();
        Path file = folder().resolve("libone.so");
        Files.write(file, new byte[100]);
        try (InputStream mapped = Files.newInputStream(file)) {
            fill();
            assertThat(mapped.readAllBytes()).isEqualTo(new byte[100]);
        }
        assertWhole();
    }

    @Test
    void deletesWhatAKilledProcessHasLeftLongAgo() throws IOException {
        Files.createDirectories(folder());
        Path old = Files.writeString(folder().resolve("libone.so.123.partial"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(7200)));
        fill();
        assertWhole();
    }

    @Test
    void manyAtOnceAgree() throws Exception {
        List<CompletableFuture<Void>> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    try {
                        fill();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }))
                .toList();
        for (CompletableFuture<Void> one : all) {
            one.get();
        }
        assertWhole();
    }

    @Test
    void aDamagedJarIsAnErrorAndLeavesNothing() {
        assertThatThrownBy(
                        () -> new UnpackedFolder(folder(), "things 1.0").fill(LIBRARIES, jar(library -> new byte[7])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("libone.so")
                .hasMessageContaining("damaged");
        assertThat(folder()).isEmptyDirectory();
    }

    @Test
    void aDiskWithoutRoomIsNamedBeforeAnythingIsWritten() {
        size = Long.MAX_VALUE / 4;
        assertThatThrownBy(this::fill)
                .isInstanceOf(NativesFailure.class)
                .hasMessageContaining("The disk of " + folder() + " is full")
                .hasMessageContaining("things 1.0 needs " + (Long.MAX_VALUE / 4) * 2)
                .hasMessageContaining("POKEAI_CACHE=FOLDER");
        assertThat(opened).hasValue(0);
        assertThat(folder()).isEmptyDirectory();
        size = -1;
    }

    @Test
    void aDiskThatFillsMeanwhileLeavesNothingHalf() throws IOException {
        UnpackedFolder.Source full = new UnpackedFolder.Source() {
            @Override
            public InputStream open(NativeLibrary library) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public long bytes(NativeLibrary library) {
                return 12_345;
            }
        };
        assertThatThrownBy(() -> new UnpackedFolder(folder(), "things 1.0").fill(LIBRARIES, full))
                .isInstanceOf(NativesFailure.class)
                .hasMessageContaining("is full: things 1.0 needs 24690 bytes");
        assertThat(folder()).isEmptyDirectory();
        fill();
        assertWhole();
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Files.writeString(folder(), "no folder");
        assertThatThrownBy(this::fill)
                .isInstanceOf(NativesFailure.class)
                .hasMessageContaining(folder() + " is a file, not a folder")
                .hasMessageContaining("-Dpokeai.natives=FOLDER");
    }

    @Test
    void aPreparedFolderServesWhileItIsWholeAndOnlyOursToWrite() throws IOException {
        fill();
        assertThat(PreparedFolder.find(temporary, "libraries", LIBRARIES)).contains(folder());
        assertThat(PreparedFolder.find(temporary, "others", LIBRARIES)).isEmpty();
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(PreparedFolder.find(temporary, "libraries", LIBRARIES)).isEmpty();
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.write(folder().resolve("libone.so"), new byte[10]);
        assertThat(PreparedFolder.find(temporary, "libraries", LIBRARIES)).isEmpty();
    }

    @Test
    void wholeLibrariesInAFolderThatCannotBeWrittenServe() throws IOException {
        fill();
        // As after copying an image: other times, and no way to note them.
        for (NativeLibrary library : LIBRARIES) {
            Files.setLastModifiedTime(folder().resolve(library.name()), FileTime.from(Instant.EPOCH));
        }
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            fill();
        } finally {
            Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertThat(opened).hasValue(LIBRARIES.size());
    }
}
