package io.pokeai.aug.jobs.internal.store;

import io.pokeai.aug.jobs.Artefact;
import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files that a job has made.
 *
 * @param folder of the job
 */
public record JobFiles(JobFolder folder) {
    /**
     * Makes the list of them.
     *
     * @throws EngineException {@code UNAVAILABLE} when it cannot be written
     */
    public void list() {
        Manifest.make(folder.files(), folder.manifest());
    }

    /** What was listed. */
    public List<Artefact> listed() {
        return Manifest.read(folder.manifest());
    }

    /**
     * The path of a file that is in the list.
     *
     * @param expired whether the receipt alone is left
     */
    public Optional<Path> find(String path, boolean expired) {
        boolean listed = listed().stream().anyMatch(known -> known.path().equals(path));
        if (!listed) {
            return Optional.empty();
        }
        return Optional.of(expired ? folder.receipt() : folder.files().resolve(path));
    }

    /** How long they are together, in bytes. */
    public long bytes() {
        return listed().stream().mapToLong(Artefact::bytes).sum();
    }
}
