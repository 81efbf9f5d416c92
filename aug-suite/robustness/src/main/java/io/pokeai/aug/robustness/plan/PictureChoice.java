package io.pokeai.aug.robustness.plan;

import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The pictures that a run means, with their labels: those of a split, or of a folder with one folder for each class.
 *
 * <p>Without a named split, the {@code test_split.csv} of the artifacts folder counts if more than half of its pictures are there;
 * it belongs to another data set otherwise.
 *
 * <p><b>Threads</b> confined to one.
 */
public final class PictureChoice {
    private final Path directory;
    private final Path artifacts;
    private final Optional<Path> data;
    private final Consumer<String> say;
    private final Predicate<Path> allowed;

    /**
     * @param directory what relative paths are relative to
     * @param artifacts folder that may have a {@code test_split.csv}
     * @param data the data set's folder, if one is named
     * @param say is told, in a sentence, which pictures were chosen where that was not said
     */
    public PictureChoice(Path directory, Path artifacts, Optional<Path> data, Consumer<String> say) {
        this(directory, artifacts, data, say, file -> true);
    }

    /** @param allowed which files may be pictures; a table that names another one is refused before anything is read */
    public PictureChoice(
            Path directory, Path artifacts, Optional<Path> data, Consumer<String> say, Predicate<Path> allowed) {
        this.directory = directory;
        this.artifacts = artifacts;
        this.data = data;
        this.say = say;
        this.allowed = allowed;
    }

    /**
     * Pictures, and where they are from.
     *
     * @param pictures with their labels
     * @param split the table; empty for class folders
     */
    public record Chosen(LabelledPictures pictures, Optional<Path> split) {}

    /** A table, where its pictures are, and the file that it is from. */
    private record Table(PictureTable rows, PictureFolder folder, Optional<Path> split) {
        Chosen read(BooleanSupplier cancelled) throws InterruptedException {
            return new Chosen(LabelledPictures.read(rows, folder, cancelled), split);
        }
    }

    /**
     * Reads the pictures.
     *
     * @param split a table; empty to find one, or class folders
     * @param cancelled asked before each file
     * @throws EngineException {@code INVALID_ARGUMENT} when nothing says which pictures are meant; as {@link LabelledPictures#read}
     * @throws InterruptedException when {@code cancelled} said so
     */
    public Chosen choose(Optional<Path> split, BooleanSupplier cancelled) throws InterruptedException {
        Table table = table(split);
        requireAllowed(table.rows(), table.folder(), allowed);
        return table.read(cancelled);
    }

    /**
     * Refuses a table that names a file which may not be a picture.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} that names it
     */
    public static void requireAllowed(PictureTable table, PictureFolder folder, Predicate<Path> allowed) {
        for (PictureRow row : table.rows()) {
            if (!allowed.test(folder.file(row.path()))) {
                throw EngineException.invalidArgument(
                        "The table names a picture outside of its data set: '" + row.path() + "'.",
                        "Name pictures inside the data set alone, and put no links into it that lead out.");
            }
        }
    }

    private Table table(Optional<Path> split) {
        PictureFolder folder = new PictureFolder(directory, data);
        if (split.isPresent()) {
            return new Table(PictureTable.read(split.get()), folder, split);
        }
        Path test = artifacts.resolve("test_split.csv");
        if (data.isEmpty()) {
            requireThere(test);
            return new Table(PictureTable.read(test), folder, Optional.of(test));
        }
        if (Files.isRegularFile(test)) {
            PictureTable table = PictureTable.read(test);
            if (isOf(table, folder)) {
                say.accept("the pictures are those of " + test + ".");
                return new Table(table, folder, Optional.of(test));
            }
        }
        say.accept("the pictures are all of " + data.get() + ", each of the class that its folder is called.");
        int loose = PictureTable.withoutClass(data.get());
        if (loose > 0) {
            say.accept((loose == 1 ? "1 picture lies" : loose + " pictures lie") + " beside the class folders, and "
                    + (loose == 1 ? "is" : "are") + " not asked about.");
        }
        return new Table(
                PictureTable.ofClassFolders(data.get()), new PictureFolder(data.get(), data), Optional.empty());
    }

    private static void requireThere(Path test) {
        if (!Files.isRegularFile(test)) {
            throw EngineException.invalidArgument(
                    "No pictures were named, and " + test + " does not exist.",
                    "Name them with --data DIR, which has one folder for each class, or with --split FILE.csv.");
        }
    }

    private boolean isOf(PictureTable table, PictureFolder folder) {
        long there = table.rows().stream()
                .map(row -> folder.file(row.path()))
                .filter(file -> Files.isRegularFile(file) && allowed.test(file))
                .count();
        return there * 2 > table.rows().size();
    }
}
