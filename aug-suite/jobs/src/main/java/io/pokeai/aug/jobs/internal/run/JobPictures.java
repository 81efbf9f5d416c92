package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.jobs.JobOrder;
import io.pokeai.aug.robustness.plan.PictureChoice;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The pictures of an order: those of its data set, none outside of it, or those of the artifacts folder's own test split.
 *
 * @param folder real path of the data set, if the order names one
 * @param split table inside it, if the order names one
 * @param directory what the paths of the artifacts folder's own split are relative to
 * @param artifacts of the serving engine
 */
record JobPictures(Optional<Path> folder, Optional<Path> split, Path directory, Path artifacts) {
    /** @throws EngineException {@code INVALID_ARGUMENT} for a data set or a table that is not there */
    static JobPictures of(JobOrder order, DataFolders folders, Path directory, Path artifacts) {
        Optional<Path> folder = folders.find(order.data());
        Optional<Path> split = folder.flatMap(data -> order.data().split().map(name -> DataFolders.split(data, name)));
        return new JobPictures(folder, split, directory, artifacts);
    }

    /** What the paths of the pictures are relative to. */
    Path data() {
        return folder.orElse(directory);
    }

    PictureChoice.Chosen read(Consumer<String> say, BooleanSupplier cancelled) throws InterruptedException {
        return new PictureChoice(data(), artifacts, folder, say, allowed()).choose(split, cancelled);
    }

    /** Where an evaluation looks for its pictures. */
    PictureFolder pictureFolder() {
        return new PictureFolder(data(), folder);
    }

    /**
     * The table of an evaluation: as the order says, else the test split of the artifacts folder.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when the table does not exist, or names a picture outside of the data set
     */
    Path table() {
        Path table = split.orElse(artifacts.resolve("test_split.csv"));
        if (!Files.isRegularFile(table)) {
            throw EngineException.invalidArgument(
                    "The order names no table of pictures and labels, and the artifacts folder has no test_split.csv.",
                    "Name 'data' and a 'split' inside it.");
        }
        requireInside(table);
        return table;
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} when the order's table names a picture outside of the data set */
    void requireSplitInside() {
        try {
            split.ifPresent(this::requireInside);
        } catch (EngineException e) {
            throw e.ofField("split");
        }
    }

    private void requireInside(Path table) {
        PictureChoice.requireAllowed(PictureTable.read(table), pictureFolder(), allowed());
    }

    /** The artifacts folder's own split is its owner's; what callers name stays inside its folder. */
    private Predicate<Path> allowed() {
        return folder.<Predicate<Path>>map(data -> file -> DataFolders.isInside(file, data))
                .orElse(file -> true);
    }
}
