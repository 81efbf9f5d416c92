package io.pokeai.engine.dataset;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.dataset.internal.DatasetFile;
import io.pokeai.engine.dataset.internal.DatasetWalk;
import io.pokeai.engine.dataset.internal.Examination;
import io.pokeai.engine.dataset.internal.ExaminationJournal;
import io.pokeai.engine.dataset.internal.InOrder;
import io.pokeai.engine.dataset.internal.PictureExaminer;
import io.pokeai.engine.dataset.internal.PictureFile;
import io.pokeai.engine.dataset.picture.MeasuredPicture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the pictures of a folder with one folder for each class, decodes each to see that it can be read, and hashes it.
 *
 * <p>The class of a picture is the folder directly below the data set; pictures may lie at any depth in it. Files count by
 * their suffix: {@code .jpg .jpeg .png .webp .bmp}, in small or capital letters. Rows are sorted by class, then by path.
 *
 * <p><b>Threads</b> safe; works on as many threads of its own as it was given.
 */
public final class DatasetIndexer {
    private final PictureExaminer examiner;
    private final int threads;

    /** @param threads that decode at once, at least 1 */
    public DatasetIndexer(Imaging imaging, int threads) {
        this(new PictureExaminer(imaging, false), threads);
    }

    private DatasetIndexer(PictureExaminer examiner, int threads) {
        this.examiner = examiner;
        this.threads = threads;
    }

    /** An indexer that also measures the pictures, from the same decoding. */
    public static DatasetIndexer measuring(Imaging imaging, int threads) {
        return new DatasetIndexer(new PictureExaminer(imaging, true), threads);
    }

    /** Whether it measures the pictures. */
    public boolean isMeasuring() {
        return examiner.isMeasuring();
    }

    /**
     * Indexes a data set.
     *
     * @param folder of the data set
     * @param work keeps what this run has examined, for the next run if this one is killed
     * @throws EngineException {@code NOT_A_FILE} when there is no such folder; {@code INVALID_ARGUMENT} when it has no picture
     * @throws InterruptedException when the listener or an interrupt stopped it
     */
    public DatasetIndex index(Path folder, IndexWork work, PreprocessListener listener) throws InterruptedException {
        return index(DatasetWalk.files(folder), work, listener);
    }

    /**
     * Indexes the pictures of a table.
     *
     * @param data folder in which a path of the table is looked up if it leads to no file as it is
     * @param work as above
     * @throws InterruptedException when the listener or an interrupt stopped it
     */
    public DatasetIndex index(PictureTable table, Path data, IndexWork work, PreprocessListener listener)
            throws InterruptedException {
        List<DatasetFile> files = table.rows().stream()
                .map(row -> new DatasetFile(row.path(), row.label(), PictureFile.find(data, row.path())))
                .toList();
        return index(files, work, listener);
    }

    private DatasetIndex index(List<DatasetFile> files, IndexWork work, PreprocessListener listener)
            throws InterruptedException {
        try (ExaminationJournal known = work.journal()) {
            listener.found(files.size(), known.size());
            List<Examination> examined = new ArrayList<>(files.size());
            InOrder.run(
                    files,
                    threads,
                    file -> known.orExamine(file, examiner),
                    (file, look) -> {
                        examined.add(known.keep(look));
                        listener.examined(look.facts().isReadable());
                    },
                    listener::cancelled);
            return table(files, examined);
        }
    }

    private static DatasetIndex table(List<DatasetFile> files, List<Examination> examined) {
        // pandas turns whole numbers into decimals as soon as one is missing, and keeps them so.
        boolean decimal = examined.stream().anyMatch(each -> !each.isReadable());
        List<PictureRow> rows = new ArrayList<>();
        List<UnreadablePicture> unreadable = new ArrayList<>();
        List<MeasuredPicture> measures = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            DatasetFile file = files.get(i);
            Examination found = examined.get(i);
            if (found.isReadable()) {
                rows.add(new PictureRow(
                        file.path(),
                        file.label(),
                        List.of(size(found.width(), decimal), size(found.height(), decimal), found.hash())));
                found.measured().ifPresent(measures::add);
            } else {
                unreadable.add(new UnreadablePicture(
                        file.path(), file.label(), found.failure().orElseThrow(), found.reason()));
            }
        }
        return new DatasetIndex(new PictureTable(DatasetIndex.COLUMNS, rows), unreadable, measures);
    }

    private static String size(int pixels, boolean decimal) {
        return decimal ? pixels + ".0" : String.valueOf(pixels);
    }
}
