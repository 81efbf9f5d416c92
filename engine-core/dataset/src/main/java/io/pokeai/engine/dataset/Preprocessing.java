package io.pokeai.engine.dataset;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.files.FolderLock;
import io.pokeai.engine.dataset.picture.SmallPictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What PokeAI's {@code preprocess_data.py} does: from a folder of pictures, or an index of them, to the splits and folds of an
 * artifacts folder. Killed at any moment and started again it writes the same files.
 *
 * <p><b>Threads</b> confined to one; one run at a time works on an artifacts folder, another is refused.
 */
public final class Preprocessing {
    private final Path artifacts;
    private final SplitSettings settings;
    private final PreprocessListener listener;

    /** @param artifacts where the files are written; made if it is not there */
    public Preprocessing(Path artifacts, SplitSettings settings, PreprocessListener listener) {
        this.artifacts = artifacts;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * The result of a run.
     *
     * @param index what was found; empty when the run began with an index
     * @param distinct each picture once
     * @param split training rows, test rows and folds
     * @param notes what a person should know
     */
    public record Report(Optional<DatasetIndex> index, PictureTable distinct, DatasetSplit split, List<String> notes) {
        public Report {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Begins with a folder that has one folder for each class.
     *
     * @throws EngineException as {@link DatasetIndexer#index} and {@link DatasetSplit#of}; {@code CONFLICT} while another run
     *     works on the artifacts folder; {@code UNAVAILABLE} when it cannot be written
     * @throws InterruptedException when it was stopped; the next run goes on where this one was
     */
    public Report ofFolder(Path folder, DatasetIndexer indexer) throws InterruptedException {
        try (FolderLock lock = FolderLock.take(artifacts);
                IndexWork work = IndexWork.in(lock.folder(), indexer.isMeasuring())) {
            DatasetIndex index = indexer.index(folder, work, listener);
            Report report = report(index, Map.of());
            work.finish();
            return report;
        }
    }

    /**
     * As {@link #ofFolder(Path, DatasetIndexer)}; in addition, a study looks at the pictures.
     *
     * @param indexer one that measures
     * @throws IllegalArgumentException when the indexer does not measure; thrown before a picture is read
     */
    public Report ofFolder(Path folder, DatasetIndexer indexer, PictureStudy study) throws InterruptedException {
        try (FolderLock lock = FolderLock.take(artifacts);
                IndexWork work = IndexWork.in(lock.folder(), indexer.isMeasuring())) {
            SmallPictures small = work.small();
            DatasetIndex index = indexer.index(folder, work, listener);
            Report report = report(index, study.study(index, small));
            study.split(report.split());
            work.finish();
            return report;
        }
    }

    private Report report(DatasetIndex index, Map<String, Integer> groups) {
        PictureTable distinct = index.distinct();
        DatasetSplit split = DatasetSplit.of(distinct, settings, groups);
        SplitFiles files = new SplitFiles(artifacts);
        files.write(index);
        List<String> notes = new ArrayList<>(split.notes());
        notes.addAll(files.write(distinct, split));
        return new Report(Optional.of(index), distinct, split, notes);
    }

    /**
     * Begins with an index, without a look at the pictures; rows with the hash of an earlier row are left out.
     *
     * @throws EngineException as {@link PictureTable#read} and {@link #ofFolder}
     */
    @SuppressWarnings("try") // the lock is only held
    public Report ofIndex(Path file) {
        try (FolderLock lock = FolderLock.take(artifacts)) {
            PictureTable table = PictureTable.read(file);
            PictureTable distinct = table.column(PictureTable.HASH).isPresent()
                    ? table.distinctBy(table.column(PictureTable.HASH).getAsInt())
                    : table;
            DatasetSplit split = DatasetSplit.of(distinct, settings);
            List<String> notes = new ArrayList<>(split.notes());
            notes.addAll(new SplitFiles(artifacts).write(distinct, split));
            return new Report(Optional.empty(), distinct, split, notes);
        }
    }
}
