package io.pokeai.engine.dataset;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.dataset.internal.DatasetFile;
import io.pokeai.engine.dataset.internal.DatasetWalk;
import io.pokeai.engine.dataset.internal.Examination;
import io.pokeai.engine.dataset.internal.ExaminationJournal;
import io.pokeai.engine.dataset.internal.InOrder;
import io.pokeai.engine.dataset.internal.PictureExaminer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        this.examiner = new PictureExaminer(imaging);
        this.threads = threads;
    }

    /**
     * Indexes a data set.
     *
     * @param folder of the data set
     * @param journal a file that keeps what was examined until all is done, so that a run that is killed goes on where it was;
     *     empty for none
     * @throws EngineException {@code NOT_A_FILE} when there is no such folder; {@code INVALID_ARGUMENT} when it has no picture
     * @throws InterruptedException when the listener or an interrupt stopped it
     */
    public DatasetIndex index(Path folder, Optional<Path> journal, PreprocessListener listener)
            throws InterruptedException {
        List<DatasetFile> files = DatasetWalk.files(folder);
        try (ExaminationJournal known = ExaminationJournal.open(journal)) {
            listener.found(files.size(), known.size());
            return table(files, examine(files, known, listener));
        }
    }

    private List<Examination> examine(List<DatasetFile> files, ExaminationJournal known, PreprocessListener listener)
            throws InterruptedException {
        List<Examination> examined = new ArrayList<>(files.size());
        InOrder.run(
                files,
                threads,
                file -> known.orExamine(file, examiner),
                (file, done) -> {
                    known.keep(done);
                    examined.add(done);
                    listener.examined(done.isReadable());
                },
                listener::cancelled);
        return examined;
    }

    private static DatasetIndex table(List<DatasetFile> files, List<Examination> examined) {
        // pandas turns whole numbers into decimals as soon as one is missing, and keeps them so.
        boolean decimal = examined.stream().anyMatch(each -> !each.isReadable());
        List<PictureRow> rows = new ArrayList<>();
        List<UnreadablePicture> unreadable = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            DatasetFile file = files.get(i);
            Examination found = examined.get(i);
            if (found.isReadable()) {
                rows.add(new PictureRow(
                        file.path(),
                        file.label(),
                        List.of(size(found.width(), decimal), size(found.height(), decimal), found.hash())));
            } else {
                unreadable.add(new UnreadablePicture(
                        file.path(), file.label(), found.failure().orElseThrow(), found.reason()));
            }
        }
        return new DatasetIndex(new PictureTable(DatasetIndex.COLUMNS, rows), unreadable);
    }

    private static String size(int pixels, boolean decimal) {
        return decimal ? pixels + ".0" : String.valueOf(pixels);
    }
}
