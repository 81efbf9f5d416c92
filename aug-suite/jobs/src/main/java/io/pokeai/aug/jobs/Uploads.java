package io.pokeai.aug.jobs;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Data sets that callers have sent.
 *
 * <p><b>Threads</b> safe.<br>
 * <b>Ownership</b> whoever gives it owns the folders, and keeps those that {@link JobService#uploadsInUse} names.
 */
@FunctionalInterface
public interface Uploads {
    /** No data set was ever uploaded. */
    Uploads NONE = id -> Optional.empty();

    /**
     * The folder of an upload: unpacked, complete, and nobody changes it.
     *
     * @param id as an order names it
     * @return empty when there is no such upload (any more)
     */
    Optional<Path> folder(String id);
}
