package io.pokeai.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

class CacheFailureTest {
    private static final Path CACHE = Path.of("/c");

    @Test
    void eachCauseIsNamedWithTheFolderAndARemedy() {
        assertThat(sentence(new FileSystemException("/c/0.lock", null, "No space left on device")))
                .isEqualTo(
                        "the cache folder /c cannot be used: its disk is full. Free some space there. Name another folder"
                                + " with --cache or POKEAI_CACHE.");
        assertThat(sentence(new FileSystemException("/c/x", null, "Read-only file system")))
                .contains("/c cannot be used: its file system is read-only");
        assertThat(sentence(new AccessDeniedException("/c/x"))).contains("permission denied (/c/x)");
        assertThat(sentence(new BundleException("Unable to cache", new IOException("No space left on device"))))
                .contains("disk is full");
    }

    @Test
    void whatHasNothingToDoWithTheCacheKeepsItsWords() {
        assertThat(sentence(new BundleException("a bundle is missing"))).isEqualTo("a bundle is missing");
    }

    private static String sentence(Exception failure) {
        return CacheFailure.sentence(CACHE, failure);
    }
}
