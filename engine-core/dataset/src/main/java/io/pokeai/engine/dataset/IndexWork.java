package io.pokeai.engine.dataset;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.files.TextFile;
import io.pokeai.engine.dataset.internal.ExaminationJournal;
import io.pokeai.engine.dataset.picture.SmallPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run that indexes a data set leaves behind until it is done, so that one that is killed goes on where it was.
 *
 * <p><b>Ownership</b> whoever made it closes it after the last use of {@link #small}; {@link #finish} deletes its files.<br>
 * <b>Threads</b> confined to one.
 */
public final class IndexWork implements AutoCloseable {
    private final Optional<Path> journal;
    private final Optional<Path> smallFile;
    private final @Nullable SmallPictures small;

    private IndexWork(Optional<Path> journal, Optional<Path> smallFile, @Nullable SmallPictures small) {
        this.journal = journal;
        this.smallFile = smallFile;
        this.small = small;
    }

    /** Nothing is left, and nothing can be measured. */
    public static IndexWork none() {
        return new IndexWork(Optional.empty(), Optional.empty(), null);
    }

    /**
     * Work in a folder.
     *
     * @param measuring whether pictures are measured; such work has files of its own
     * @throws EngineException {@code UNAVAILABLE} when the folder cannot be written
     */
    public static IndexWork in(Path folder, boolean measuring) {
        if (!measuring) {
            return new IndexWork(Optional.of(folder.resolve("examined.tsv")), Optional.empty(), null);
        }
        Path smallFile = folder.resolve("small.rgb");
        try {
            return new IndexWork(
                    Optional.of(folder.resolve("measured.tsv")), Optional.of(smallFile), SmallPictures.open(smallFile));
        } catch (IOException e) {
            throw TextFile.unwritable(smallFile, e);
        }
    }

    ExaminationJournal journal() {
        return journal.isPresent()
                ? ExaminationJournal.open(journal.get(), Optional.ofNullable(small))
                : ExaminationJournal.none();
    }

    /** The small pictures of those that were measured; empty when none are. */
    public Optional<SmallPictures> small() {
        return Optional.ofNullable(small);
    }

    /** Deletes what the next run would go on with. */
    public void finish() {
        close();
        delete(journal);
        delete(smallFile);
    }

    private static void delete(Optional<Path> file) {
        try {
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE, file.get() + " cannot be deleted: " + e.getMessage() + ".", "Delete it.", e);
        }
    }

    @Override
    public void close() {
        if (small != null) {
            small.close();
        }
    }
}
