package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.ModelFiles;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a loaded model that are no longer in the folder, and since when.
 *
 * <p><b>Threads</b> guarded by the lock of the {@link DesiredState} that it is a part of.
 */
final class MissingFiles {
    /** Since when all of them are gone. */
    private @Nullable Instant gone;

    /** Loaded folds whose files are gone. */
    private @Nullable Missed missed;

    /** @param since when the first of the files was found to be gone */
    private record Missed(LostFolds folds, Instant since) {}

    /** The files are no longer there; false when that is known. */
    boolean gone(Instant since) {
        if (gone != null) {
            return false;
        }
        gone = since;
        return true;
    }

    /** The files are there; false when they were not missed. */
    boolean back() {
        boolean wasGone = gone != null;
        gone = null;
        return wasGone;
    }

    /** Files of loaded folds are gone; false if that was known. */
    boolean lost(LostFolds folds, Instant now) {
        if (missed != null && missed.folds().equals(folds)) {
            return false;
        }
        missed = new Missed(folds, missed == null ? now : missed.since());
        return true;
    }

    /** The files of all loaded folds are there, or they need not be; false if none was missed before. */
    boolean complete() {
        boolean were = missed != null;
        missed = null;
        return were;
    }

    /** This answers now: folds that do not are not missed. */
    void answers(Candidate now) {
        if (missed != null && !now.origin().paths().containsAll(missed.folds().files())) {
            missed = null;
        }
    }

    /** What people should know. */
    Optional<String> note() {
        if (gone != null) {
            return Optional.of("file gone since " + gone + "; what was loaded from it goes on answering.");
        }
        return Optional.ofNullable(missed)
                .map(these -> "file gone since " + these.since() + ": "
                        + these.folds().shown() + "; "
                        + ModelFiles.named(these.folds().kept()) + " go on answering.");
    }
}
