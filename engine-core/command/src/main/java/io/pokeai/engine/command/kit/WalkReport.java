package io.pokeai.engine.command.kit;

import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a walk passed over.
 *
 * <p><b>Threads</b> safe: the walk is driven by the engine's reader, the report is read by the command.
 */
public final class WalkReport {
    // Enough to see the pattern; the count says the rest.
    private static final int MAX_NAMED = 20;

    private final List<String> unreadable = new ArrayList<>();
    private long skippedFiles;
    private long unreadableFolders;

    synchronized void skipped() {
        skippedFiles++;
    }

    synchronized void unreadable(Path folder, Exception cause) {
        unreadableFolders++;
        if (unreadable.size() < MAX_NAMED) {
            String reason = cause instanceof AccessDeniedException ? "permission denied" : cause.toString();
            unreadable.add(folder + ": the folder cannot be read (" + reason + ").");
        }
    }

    /** Whether every folder was read. */
    public synchronized boolean complete() {
        return unreadableFolders == 0;
    }

    /** Tells people what was passed over, if anything was. */
    public synchronized void print(PrintStream err) {
        unreadable.forEach(line -> err.print("pokeai: " + SafeText.line(line) + '\n'));
        if (unreadableFolders > unreadable.size()) {
            err.print("pokeai: … and " + (unreadableFolders - unreadable.size()) + " more folders.\n");
        }
        if (skippedFiles > 0) {
            err.print("pokeai: passed over " + skippedFiles
                    + (skippedFiles == 1 ? " file" : " files")
                    + " without the extension of a picture (jpg jpeg png webp bmp gif).\n");
        }
        err.flush();
    }
}
