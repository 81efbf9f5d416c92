package io.pokeai.engine.runtime.internal.discovery;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.api.backend.HashedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes down which files a back end has asked the hashes of while it recognised a model: these are its files, and these
 * were their contents.
 *
 * <p><b>Threads</b> confined to one.
 */
final class RecognisedFiles implements ContentHashes {
    private final ContentHashes hashes;
    private final Map<Path, String> known = new LinkedHashMap<>();
    private final Map<Path, String> stamps = new LinkedHashMap<>();

    RecognisedFiles(ContentHashes hashes) {
        this.hashes = hashes;
    }

    @Override
    public String sha256(Path file) {
        begin(file);
        try {
            return known.computeIfAbsent(file, hashes::sha256);
        } catch (EngineException e) {
            throw e.code() == ErrorCode.CONFLICT ? FilesChanged.of(file, e) : e;
        }
    }

    @Override
    @MustBeClosed
    public HashedFile open(Path file) {
        return hashes.open(file);
    }

    /** A file is going to be looked at. */
    void begin(Path file) {
        stamps.computeIfAbsent(file, ArtifactsFolder::stamp);
    }

    /**
     * The hashes of all files.
     *
     * @throws EngineException {@code CONFLICT} when one was changed since it was looked at first: what was read from it and
     *     its hash need not belong together
     */
    Map<Path, String> hashes() {
        stamps.forEach((file, stamp) -> {
            if (!ArtifactsFolder.stamp(file).equals(stamp)) {
                throw FilesChanged.of(file, new IOException("changed while it was recognised"));
            }
        });
        return Map.copyOf(known);
    }
}
