package io.pokeai.aug.reports;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.files.TextFile;
import io.pokeai.engine.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A folder, such as {@code reports/}, while its files are written: each appears whole or not at all.
 *
 * <p><b>Threads</b> confined to one thread.
 */
final class ReportFolder {
    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ReportFolder(Path folder) {
        this.folder = folder;
    }

    /** @param artifacts the artifacts folder, whose reports are meant */
    static ReportFolder of(Path artifacts) {
        return new ReportFolder(artifacts.resolve("reports"));
    }

    /** @param folder for the files; made when the first one is written */
    static ReportFolder at(Path folder) {
        return new ReportFolder(folder);
    }

    /** @throws EngineException {@code UNAVAILABLE} when the file cannot be written */
    void write(String name, byte[] content) {
        Path file = folder.resolve(name);
        try {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw TextFile.unwritable(file, e);
        }
        files.add(file);
    }

    /** Writes a plot. Where this computer cannot draw it, a plot of an earlier run is deleted, and a note says why. */
    void plot(String name, Supplier<byte[]> drawing) {
        byte[] png;
        try {
            png = drawing.get();
        } catch (EngineException e) {
            if (e.code() != ErrorCode.UNAVAILABLE) {
                throw e;
            }
            if (!notes.contains(e.problem() + " " + e.remedy())) {
                notes.add(e.problem() + " " + e.remedy());
            }
            remove(name);
            return;
        }
        write(name, png);
    }

    /** Deletes a plot of an earlier run, when this run has nothing to draw in it. */
    void remove(String name) {
        Path file = folder.resolve(name);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            notes.add(file + " is of an earlier run and could not be deleted: " + e.getMessage() + ".");
        }
    }

    WrittenFiles written() {
        return new WrittenFiles(files, notes);
    }
}
