package io.pokeai.engine.runtime.internal.lifecycle;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.DiscoveredName;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.journal.SwapJournal;
import io.pokeai.engine.runtime.internal.journal.SwapReportBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a name when its files change, go or come back.
 *
 * <p><b>Threads</b> safe; news come on the scanner thread.
 */
final class FolderNews implements DiscoveredName {
    private static final System.Logger LOG = System.getLogger(FolderNews.class.getName());

    private final ModelSlot slot;
    private final DesiredState desired;
    private final SwapJournal journal;
    private final boolean keepsWhatIsGone;

    FolderNews(ModelSlot slot, SwapJournal journal, boolean keepsWhatIsGone) {
        this.slot = slot;
        this.desired = slot.desired();
        this.journal = journal;
        this.keepsWhatIsGone = keepsWhatIsGone;
    }

    /** A generation that answers is replaced once its successor is ready, unless folds are missing from it. */
    @Override
    public void offer(Candidate next) {
        Optional<LostFolds> lost = keepsWhatIsGone ? lostBy(next) : Optional.empty();
        if (lost.isPresent()) {
            desired.offerFewer(next);
            lost(lost.get());
            return;
        }
        boolean wasMissed = complete();
        if (keepsWhatIsGone && desired.isPinnedBesideFewer(next)) {
            desired.offerFewer(next); // a choice is not replaced by fewer folds
            return;
        }
        if (desired.offer(next)) {
            slot.found();
            slot.settleIfOpen(SwapReport.Operation.CHANGE);
        } else if (wasMissed) {
            slot.settleIfOpen(SwapReport.Operation.CHANGE); // what could not be opened without the folds may be now
        }
    }

    /** The folds that answer now and would not answer after a change to {@code next}. */
    private Optional<LostFolds> lostBy(Candidate next) {
        Generation answering = slot.roles().current();
        return answering == null ? Optional.empty() : LostFolds.between(answering.candidate(), next);
    }

    @Override
    public void stillWritten(List<Path> files, String shownName) {
        reject(files, new Failure.StillWritten(shownName));
    }

    @Override
    public void noBackend(List<Path> files, EngineException why) {
        reject(files, new Failure.NoBackend(why));
    }

    @Override
    public void reject(List<Path> files, EngineException why) {
        reject(files, new Failure.Unusable(why));
    }

    /** A generation that answers goes on doing so. */
    private void reject(List<Path> files, Failure why) {
        if (!desired.reject(files, why)) {
            return;
        }
        Generation answering = slot.roles().current();
        Optional<LostFolds> lost =
                answering == null ? Optional.empty() : LostFolds.between(answering.candidate(), files);
        lost.ifPresentOrElse(this::lost, this::complete);
    }

    private void lost(LostFolds folds) {
        if (desired.lost(folds, Instant.now())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "model {0}: {1} gone; all folds that were loaded go on answering",
                    slot.name(),
                    folds.shown());
            journal.write(report(SwapReport.Operation.GONE));
        }
    }

    @CanIgnoreReturnValue
    private boolean complete() {
        boolean missed = desired.complete();
        if (missed) {
            LOG.log(System.Logger.Level.INFO, "model {0}: all files of its folds are back", slot.name());
            journal.write(report(SwapReport.Operation.BACK));
        }
        return missed;
    }

    /** Its files are no longer there: what was loaded from them goes on answering. */
    void gone() {
        if (desired.gone(Instant.now())) {
            LOG.log(System.Logger.Level.WARNING, "model {0}: its files are gone; it goes on answering", slot.name());
            journal.write(report(SwapReport.Operation.GONE));
        }
    }

    /** Its files are there. */
    void back() {
        if (desired.back()) {
            LOG.log(System.Logger.Level.INFO, "model {0}: its files are back", slot.name());
            journal.write(report(SwapReport.Operation.BACK));
        }
    }

    private SwapReport report(SwapReport.Operation operation) {
        SwapReportBuilder report = new SwapReportBuilder(slot.name(), operation, "folder", slot.answeringVersion());
        desired.notes().forEach(report::note);
        return report.done();
    }
}
