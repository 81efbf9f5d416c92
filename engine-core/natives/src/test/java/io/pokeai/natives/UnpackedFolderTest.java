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
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedFolderTest {
    private static final List<NativeLibrary> LIBRARIES = List.of(library("libone.so"), library("libtwo.so"));

    @TempDir
    Path temporary;

    private final AtomicInteger opened = new AtomicInteger();

    private static NativeLibrary library(String name) {
        byte[] hash = Fingerprint.sha256().digest(content(name));
        return new NativeLibrary(name, HexFormat.of().formatHex(hash));
    }

    private static byte[] content(String name) {
        return ("content of " + name).repeat(1000).getBytes(StandardCharsets.UTF_8);
    }

    private InputStream open(NativeLibrary library) {
        opened.incrementAndGet();
        return new ByteArrayInputStream(content(library.name()));
    }

    private Path folder() {
        return temporary.resolve("libraries");
    }

    private void fill() throws IOException {
        new UnpackedFolder(folder()).fill(LIBRARIES, this::open);
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
        assertThatThrownBy(() ->
                        new UnpackedFolder(folder()).fill(LIBRARIES, library -> new ByteArrayInputStream(new byte[7])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("libone.so")
                .hasMessageContaining("damaged");
        assertThat(folder()).isEmptyDirectory();
    }
}
