package io.pokeai.engine.dataset;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.files.FolderLock;
import io.pokeai.engine.dataset.files.TextFile;
import io.pokeai.engine.dataset.internal.ClassFolder;
import io.pokeai.engine.dataset.internal.PictureFile;
import io.pokeai.engine.dataset.internal.PictureNames;
import io.pokeai.engine.dataset.internal.WholeFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Lays the folds out as Ultralytics' classification wants them: {@code yolo_folds/fold_k/{train,val}/<class>/<picture>}.
 *
 * <p>Every row gets a file of its own: a hard link to the picture where the file system can, else a copy. In PokeAI's layout
 * pictures of a class with the same name replace each other; here the first keeps its name, and the others are named
 * {@code <stem>~<8 digits of the MD5 of their path>.<suffix>}. A row that occurs more than once, because its class was
 * upsampled, gets further files {@code <name>~2.<suffix>}, and so on.
 *
 * <p>The folder appears when it is complete, in the place of an older one; a run that fails or is killed leaves the older one
 * or none.
 *
 * <p><b>Threads</b> confined to one; one run at a time works on an artifacts folder, another is refused.
 */
public final class YoloFolds {
    private static final String FOLDER = "yolo_folds";
    private static final int NAMED = 5;

    private final Path artifacts;
    private final Path data;

    /**
     * @param artifacts where the folder is made
     * @param data folder in which a path of the split is looked up if it leads to no file as it is
     */
    public YoloFolds(Path artifacts, Path data) {
        this.artifacts = artifacts;
        this.data = data;
    }

    /**
     * What was made.
     *
     * @param files number of files in all folds
     * @param copied how many of them are copies, because the file system made no link
     * @param renamed pictures of the training rows that share class and name with an earlier one, and so have a longer name
     * @param notes what a person should know
     */
    public record Report(int files, int copied, int renamed, List<String> notes) {
        public Report {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Makes the folder.
     *
     * @param stopped asked before each file
     * @throws EngineException {@code INVALID_ARGUMENT} for a class that cannot be a folder's name; {@code NOT_A_FILE} when
     *     pictures are missing, naming them; {@code CONFLICT} while another run works on the artifacts folder;
     *     {@code UNAVAILABLE} when it cannot be written
     * @throws InterruptedException when it was stopped
     */
    @SuppressWarnings("try") // the lock is only held
    public Report write(DatasetSplit split, BooleanSupplier stopped) throws InterruptedException {
        List<String> notes = ClassFolder.check(split.classes().names());
        requireFiles(split.trainDev());
        PictureNames names = new PictureNames();
        split.trainDev().rows().forEach(row -> names.add(row.label(), row.path()));
        try (FolderLock lock = FolderLock.take(artifacts);
                WholeFolder folder = WholeFolder.begin(artifacts.resolve(FOLDER))) {
            Layout layout = new Layout(folder.part(), names, stopped);
            for (int fold = 0; fold < split.folds().size(); fold++) {
                Path home = Path.of("fold_" + (fold + 1));
                DatasetSplit.Fold rows = split.folds().get(fold);
                layout.add(home.resolve("train"), rows.train(), split.classes());
                layout.add(home.resolve("val"), rows.validation(), split.classes());
            }
            folder.finish();
            return new Report(layout.files, layout.copied, names.renamed(), notes);
        } catch (IOException e) {
            throw TextFile.unwritable(artifacts.resolve(FOLDER), e);
        }
    }

    private void requireFiles(PictureTable table) {
        List<String> missing = table.rows().stream()
                .map(PictureRow::path)
                .distinct()
                .filter(path -> !Files.isRegularFile(PictureFile.find(data, path)))
                .toList();
        if (!missing.isEmpty()) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE,
                    missing.size() + " of the pictures are not in " + data + ": "
                            + String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())))
                            + (missing.size() > NAMED ? ", …" : "") + ".",
                    "Name the folder that the paths begin in, or prepare the data set again.");
        }
    }

    /** The files of one run. */
    private final class Layout {
        private final Path root;
        private final PictureNames names;
        private final BooleanSupplier stopped;
        private int files;
        private int copied;

        Layout(Path root, PictureNames names, BooleanSupplier stopped) {
            this.root = root;
            this.names = names;
            this.stopped = stopped;
        }

        void add(Path part, PictureTable rows, ClassList classes) throws IOException, InterruptedException {
            Path home = Files.createDirectories(root.resolve(part));
            // Ultralytics numbers the classes by their folders, so each part has all of them.
            for (String label : classes.names()) {
                create(home, label);
            }
            PictureNames.Copies copies = names.copies();
            for (PictureRow row : rows.rows()) {
                if (stopped.getAsBoolean() || Thread.interrupted()) {
                    throw new InterruptedException("told to stop");
                }
                Path target = home.resolve(row.label()).resolve(copies.next(row.label(), row.path()));
                put(PictureFile.find(data, row.path()).toRealPath(), target);
            }
        }

        private void create(Path home, String label) throws IOException {
            try {
                Files.createDirectory(home.resolve(label));
            } catch (FileAlreadyExistsException e) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The file system of " + artifacts + " cannot tell the class '" + label
                                + "' from another one by the name of its folder.",
                        "Use an artifacts folder on a file system that tells small letters from capital ones.",
                        e);
            }
        }

        private void put(Path source, Path target) throws IOException {
            files++;
            try {
                Files.createLink(target, source);
            } catch (UnsupportedOperationException | IOException e) {
                copied++;
                Files.copy(source, target);
            }
        }
    }

    /** Whether an artifacts folder has such a folder. */
    public static boolean exist(Path artifacts) {
        return Files.isDirectory(artifacts.resolve(FOLDER));
    }
}
