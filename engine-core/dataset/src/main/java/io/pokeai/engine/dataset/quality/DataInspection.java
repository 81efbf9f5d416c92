package io.pokeai.engine.dataset.quality;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.DatasetIndex;
import io.pokeai.engine.dataset.DatasetIndexer;
import io.pokeai.engine.dataset.DatasetSplit;
import io.pokeai.engine.dataset.IndexWork;
import io.pokeai.engine.dataset.PictureStudy;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.dataset.PreprocessListener;
import io.pokeai.engine.dataset.files.FolderLock;
import io.pokeai.engine.dataset.files.TextFile;
import io.pokeai.engine.dataset.picture.SmallPictures;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Inspects a data set: alone, or while it is prepared; each picture is decoded once.
 *
 * <p>Writes {@code reports/data_quality.csv} and {@code reports/data_quality_duplicates.csv}, and nothing else. Killed and
 * started again it goes on where it was.
 *
 * <pre>{@code
 * DataInspection inspection = new DataInspection(artifacts, false);
 * QualityReport report = inspection.ofFolder(
 *         pictures, DatasetIndexer.measuring(imaging, 2), PreprocessListener.SILENT);
 * }</pre>
 *
 * <p><b>Threads</b> confined to one; one run at a time works on an artifacts folder, another is refused.
 */
public final class DataInspection implements PictureStudy {
    private final Path artifacts;
    private final boolean grouping;
    private @Nullable DatasetIndex studied;
    private @Nullable Duplicates duplicates;
    private @Nullable QualityReport report;

    /**
     * @param artifacts where the reports are written
     * @param grouping whether duplicates are kept on one side of a split that is made meanwhile
     */
    public DataInspection(Path artifacts, boolean grouping) {
        this.artifacts = artifacts;
        this.grouping = grouping;
    }

    /**
     * Inspects a folder with one folder for each class; leaks are those of the split that the artifacts folder has.
     *
     * @param indexer one that measures
     * @throws IllegalArgumentException when the indexer does not measure; thrown before a picture is read
     * @throws EngineException as {@link DatasetIndexer#index}; {@code CONFLICT} while another run works on the artifacts folder
     * @throws InterruptedException when it was stopped; the next run goes on where this one was
     */
    public QualityReport ofFolder(Path folder, DatasetIndexer indexer, PreprocessListener listener)
            throws InterruptedException {
        return alone(indexer, work -> indexer.index(folder, work, listener));
    }

    /**
     * Inspects the pictures of a table.
     *
     * @param data folder in which a path of the table is looked up if it leads to no file as it is
     * @param indexer one that measures
     * @throws InterruptedException as above
     */
    public QualityReport ofTable(PictureTable table, Path data, DatasetIndexer indexer, PreprocessListener listener)
            throws InterruptedException {
        return alone(indexer, work -> indexer.index(table, data, work, listener));
    }

    /** How the pictures are found and measured. */
    private interface Indexing {
        DatasetIndex index(IndexWork work) throws InterruptedException;
    }

    private QualityReport alone(DatasetIndexer indexer, Indexing indexing) throws InterruptedException {
        try (FolderLock lock = FolderLock.take(artifacts);
                IndexWork work = IndexWork.in(lock.folder(), indexer.isMeasuring())) {
            SmallPictures small = work.small();
            study(indexing.index(work), small);
            QualityReport written = write(SplitParts.read(artifacts));
            work.finish();
            return written;
        }
    }

    @Override
    public Map<String, Integer> study(DatasetIndex index, SmallPictures small) {
        Duplicates found = new DuplicateSearch(index, small).run();
        studied = index;
        duplicates = found;
        return grouping ? found.groupsByPath(index.pictures().rows()) : Map.of();
    }

    @Override
    public void split(DatasetSplit split) {
        write(SplitParts.of(split));
    }

    private QualityReport write(SplitParts parts) {
        if (studied == null || duplicates == null) {
            throw new IllegalStateException("nothing was studied");
        }
        QualityReport written = QualityReport.of(studied, duplicates, parts);
        Path reports = artifacts.resolve("reports");
        TextFile.write(reports.resolve(QualityReport.FILE), written.toCsv());
        TextFile.write(reports.resolve(QualityReport.DUPLICATES_FILE), written.duplicatesToCsv());
        report = written;
        return written;
    }

    /** The report; empty before it is written. */
    public Optional<QualityReport> report() {
        return Optional.ofNullable(report);
    }
}
