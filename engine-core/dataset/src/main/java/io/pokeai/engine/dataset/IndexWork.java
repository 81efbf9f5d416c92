package io.pokeai.engine.dataset;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.internal.ExaminationJournal;
import io.pokeai.engine.dataset.picture.SmallPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files in which a run that indexes a data set keeps what it has done, so that a run that was killed goes on where it was.
 *
 * <p><b>Ownership</b> its maker closes it after the last use of {@link #small}; {@link #finish} deletes its files.<br>
 * <b>Threads</b> confined to one.
 */
public final class IndexWork implements AutoCloseable {
    private final Optional<Path> journal;
    private final Optional<SmallPictures> small;

    private IndexWork(Optional<Path> journal, Optional<SmallPictures> small) {
        this.journal = journal;
        this.small = small;
    }

    /** Work without files: nothing is kept for the next run, and nothing can be measured. */
    public static IndexWork none() {
        return new IndexWork(Optional.empty(), Optional.empty());
    }

    /**
     * Work in a folder.
     *
     * @param measuring whether pictures are measured; such work has files of its own
     * @throws EngineException {@code UNAVAILABLE} when the folder cannot be written
     */
    public static IndexWork in(Path folder, boolean measuring) {
        return measuring
                ? new IndexWork(
                        Optional.of(folder.resolve("measured.tsv")),
                        Optional.of(SmallPictures.open(folder.resolve("small.rgb"))))
                : new IndexWork(Optional.of(folder.resolve("examined.tsv")), Optional.empty());
    }

    ExaminationJournal journal() {
        return journal.isPresent() ? ExaminationJournal.open(journal.get(), small) : ExaminationJournal.none();
    }

    /**
     * The small versions of the measured pictures.
     *
     * @throws IllegalArgumentException when nothing is measured
     */
    public SmallPictures small() {
        return small.orElseThrow(() -> new IllegalArgumentException(
                "This work does not measure pictures; use an indexer of DatasetIndexer.measuring."));
    }

    /** Deletes the files; the next run starts anew. */
    public void finish() {
        close();
        journal.ifPresent(IndexWork::delete);
        small.map(SmallPictures::file).ifPresent(IndexWork::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE, file + " cannot be deleted: " + e.getMessage() + ".", "Delete it.", e);
        }
    }

    @Override
    public void close() {
        small.ifPresent(SmallPictures::close);
    }
}
