package io.pokeai.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkStorageTest {
    @TempDir
    Path folder;

    private List<Path> bundles;

    @BeforeEach
    void writeBundles() throws IOException {
        bundles = List.of(
                Files.writeString(folder.resolve("a.jar"), "a"), Files.writeString(folder.resolve("b.jar"), "b"));
    }

    @Test
    void theSecondStartFindsWhatTheFirstInstalled() throws IOException {
        try (FrameworkStorage first = acquire()) {
            assertThat(first.isFresh()).isTrue();
            fill(first);
        }
        try (FrameworkStorage second = acquire()) {
            assertThat(second.isFresh()).isFalse();
        }
    }

    @Test
    void aStartThatDiedBeforeAllWasInstalledLeavesNothing() throws IOException {
        try (FrameworkStorage first = acquire()) {
            Files.createDirectories(first.folder());
        }
        try (FrameworkStorage second = acquire()) {
            assertThat(second.isFresh()).isTrue();
        }
    }

    @Test
    void otherBundlesMakeItFresh() throws IOException {
        try (FrameworkStorage first = acquire()) {
            fill(first);
        }
        Files.writeString(bundles.get(1), "another b");
        try (FrameworkStorage second = acquire()) {
            assertThat(second.isFresh()).isTrue();
        }
    }

    @Test
    void processesAtTheSameTimeHaveAFolderEach() throws IOException {
        try (FrameworkStorage one = acquire();
                FrameworkStorage two = acquire()) {
            assertThat(one.folder()).isNotEqualTo(two.folder());
        }
    }

    @Test
    void aDiscardedFolderIsFreshAndFree() throws IOException {
        FrameworkStorage first = acquire();
        fill(first);
        first.discard();
        try (FrameworkStorage second = acquire()) {
            assertThat(second.folder()).isEqualTo(first.folder());
            assertThat(second.isFresh()).isTrue();
        }
    }

    private FrameworkStorage acquire() throws IOException {
        return FrameworkStorage.acquire(folder.resolve("framework"), bundles);
    }

    private void fill(FrameworkStorage storage) throws IOException {
        Files.createDirectories(storage.folder());
        storage.filled(bundles);
    }
}
