package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that a call means, with their labels: those of a split, or of a folder with one folder for each class.
 *
 * <p>Without a named split, the {@code test_split.csv} of the artifacts folder counts if more than half of its pictures are there;
 * it belongs to another data set otherwise.
 */
final class TestPictures {
    private final CliSession session;
    private final Optional<Path> data;

    /** @param data the data set's folder, if one is named */
    TestPictures(CliSession session, Optional<Path> data) {
        this.session = session;
        this.data = data;
    }

    /**
     * @param split as the call names it
     * @throws InterruptedException when the call was cancelled
     */
    LabelledPictures read(@Nullable String split) throws InterruptedException {
        return choose(split).pictures();
    }

    /**
     * Pictures, and where they are from.
     *
     * @param split the table; empty for class folders
     */
    record Chosen(LabelledPictures pictures, Optional<Path> split) {}

    /** As {@link #read}. */
    Chosen choose(@Nullable String split) throws InterruptedException {
        PictureFolder folder = new PictureFolder(session.directory(), data);
        if (split != null) {
            Path named = session.directory().resolve(Arguments.path(split));
            return new Chosen(read(PictureTable.read(named), folder), Optional.of(named));
        }
        Path test = session.settings().artifacts().resolve("test_split.csv");
        if (data.isEmpty()) {
            requireThere(test);
            return new Chosen(read(PictureTable.read(test), folder), Optional.of(test));
        }
        if (Files.isRegularFile(test)) {
            PictureTable table = PictureTable.read(test);
            if (isOf(table, folder)) {
                say("the pictures are those of " + test + ".");
                return new Chosen(read(table, folder), Optional.of(test));
            }
        }
        say("the pictures are all of " + data.get() + ", each of the class that its folder is called.");
        int loose = PictureTable.withoutClass(data.get());
        if (loose > 0) {
            say((loose == 1 ? "1 picture lies" : loose + " pictures lie") + " beside the class folders, and "
                    + (loose == 1 ? "is" : "are") + " not asked about.");
        }
        return new Chosen(
                read(PictureTable.ofClassFolders(data.get()), new PictureFolder(data.get(), data)), Optional.empty());
    }

    private static void requireThere(Path test) {
        if (!Files.isRegularFile(test)) {
            throw EngineException.invalidArgument(
                    "No pictures were named, and " + test + " does not exist.",
                    "Name them with --data DIR, which has one folder for each class, or with --split FILE.csv.");
        }
    }

    private static boolean isOf(PictureTable table, PictureFolder folder) {
        long there = table.rows().stream()
                .filter(row -> Files.isRegularFile(folder.file(row.path())))
                .count();
        return there * 2 > table.rows().size();
    }

    private LabelledPictures read(PictureTable table, PictureFolder folder) throws InterruptedException {
        return LabelledPictures.read(table, folder, session::cancelled);
    }

    private void say(String sentence) {
        session.err().print("pokeai: " + SafeText.line(sentence) + '\n');
        session.err().flush();
    }
}
