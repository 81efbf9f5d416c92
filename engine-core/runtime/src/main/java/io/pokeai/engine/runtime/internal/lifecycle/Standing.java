package io.pokeai.engine.runtime.internal.lifecycle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.Certification;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.FilesChanged;
import io.pokeai.engine.runtime.internal.discovery.ModelFiles;
import io.pokeai.engine.spi.ClassifierFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one name stands for: what the folder offers, what people have chosen instead (the pin), whether it was unloaded, and
 * why there is no answer or not the newest one.
 *
 * <p>The newest act counts: a choice holds until the content in the folder changes. That another back end offers the same
 * content is no change of the content.
 *
 * <p><b>Threads</b> safe.
 */
final class Standing {
    private final String name;

    @GuardedBy("this")
    private List<Path> files = List.of();

    /** What is to answer. */
    @GuardedBy("this")
    private @Nullable Candidate wanted;

    /** What the folder said last. */
    @GuardedBy("this")
    private @Nullable Candidate offered;

    /** What the folder says while files of loaded folds are gone: opened only by a swap or load that allows fewer folds. */
    @GuardedBy("this")
    private @Nullable Candidate fewer;

    /** Loaded folds whose files are gone. */
    @GuardedBy("this")
    private @Nullable Missed missed;

    /** What people chose. */
    @GuardedBy("this")
    private @Nullable Candidate pin;

    /** What answered before the last change of content or of back end. */
    @GuardedBy("this")
    private @Nullable Candidate previous;

    /** What the last roll-back brought; nothing else has been published since. */
    @GuardedBy("this")
    private @Nullable Candidate rolledBackTo;

    @GuardedBy("this")
    private @Nullable EngineException failure;

    /** What was said about batching with the files that were to answer last; kept when the next ones cannot be used. */
    private volatile Optional<Batching> batching = Optional.empty();

    @GuardedBy("this")
    private boolean unloaded;

    /** Since when the files are no longer there. */
    @GuardedBy("this")
    private @Nullable Instant gone;

    /** @param since when the first of the files was found to be gone */
    private record Missed(LostFolds folds, Instant since) {}

    Standing(String name) {
        this.name = name;
    }

    /** The folder says what the name stands for; true when something else is to answer now. */
    synchronized boolean offer(Candidate next) {
        fewer = null;
        Candidate before = offered;
        if (before != null && before.sameAs(next)) {
            restate(before, next);
            // It could not be opened because its files were in motion; they are what they were.
            if (failure != null && FilesChanged.isCauseOf(failure) && next.equals(wanted)) {
                failure = null;
            }
            return false;
        }
        offered = next;
        if (pin != null && before != null && before.sameContentAs(next)) {
            return false;
        }
        if (failure != null && wanted != null && wanted.sameAs(next)) {
            return false; // it has been tried, as heir of a back end that left: nothing about it is new
        }
        pin = null;
        want(next);
        return !unloaded;
    }

    /** The folder has fewer folds than the ensemble that answers: nothing changes unless a swap or load allows fewer folds. */
    synchronized void offerFewer(Candidate next) {
        fewer = next;
    }

    /** The folds that the folder has now count as what it offers, even if they are fewer: none is missed any more. */
    @GuardedBy("this")
    private void takeFewer() {
        if (fewer != null) {
            offered = fewer;
            fewer = null;
        }
        missed = null;
    }

    /** Files of loaded folds are gone; false if that was known. */
    synchronized boolean lost(LostFolds folds, Instant now) {
        if (missed != null && missed.folds().equals(folds)) {
            return false;
        }
        missed = new Missed(folds, missed == null ? now : missed.since());
        return true;
    }

    /** The files of all loaded folds are there; false if none was missed before. */
    synchronized boolean complete() {
        boolean were = missed != null;
        missed = null;
        return were;
    }

    /** The same model, about which something else may be said now that needs no opening. */
    @GuardedBy("this")
    private void restate(Candidate before, Candidate next) {
        offered = next;
        if (before.equals(wanted)) {
            wanted = next;
            batching = next.source().batching();
        }
    }

    /** The files cannot be used. What people chose is not touched. */
    synchronized void reject(List<Path> rejected, EngineException why) {
        fewer = null;
        offered = null;
        if (pin == null) {
            fail(rejected, why);
        }
    }

    /** The name is gone, and nothing that it knew is kept: candidates know their back end. */
    synchronized void end(EngineException why) {
        fewer = null;
        offered = null;
        pin = null;
        previous = null;
        rolledBackTo = null;
        fail(List.of(), why);
    }

    @GuardedBy("this")
    private void fail(List<Path> shown, EngineException why) {
        wanted = null;
        files = List.copyOf(shown);
        failure = why;
    }

    /** The same by another back end; a choice stays a choice. */
    synchronized void takeOver(Candidate heir) {
        want(heir);
    }

    /** People have chosen. */
    synchronized void choose(Candidate chosen) {
        if (fewer != null && fewer.sameAs(chosen)) {
            takeFewer();
        }
        pin = offered != null && offered.sameAs(chosen) ? null : chosen;
        want(chosen);
        unloaded = false;
    }

    @GuardedBy("this")
    private void want(Candidate next) {
        wanted = next;
        files = next.spec().files();
        batching = next.source().batching();
        failure = null;
    }

    /** @param answers whether what answers is of this back end */
    synchronized void withdraw(ClassifierFactory leaving, boolean answers) {
        offered = without(leaving, offered);
        fewer = without(leaving, fewer);
        pin = without(leaving, pin);
        previous = without(leaving, previous);
        rolledBackTo = without(leaving, rolledBackTo);
        boolean noHeir = answers && failure != null;
        if (noHeir || (wanted != null && wanted.factory() == leaving)) {
            wanted = noHeir ? wanted : null;
            failure = new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "Model '" + name + "' cannot answer: its back end '" + leaving.id() + "' was stopped"
                            + (failure == null ? "." : ", and no other can take over: " + failure.problem()),
                    "Start or install the back end again, then repeat the call.");
        }
    }

    /** Nothing may keep the classes of a bundle that was uninstalled. */
    private static @Nullable Candidate without(ClassifierFactory leaving, @Nullable Candidate known) {
        return known != null && known.factory() == leaving ? known.departed() : known;
    }

    /** What answers now in place of something else. */
    synchronized void published(Candidate now, @Nullable Candidate before) {
        if (now.equals(wanted)) {
            failure = null;
        }
        if (missed != null && !now.origin().paths().containsAll(missed.folds().files())) {
            missed = null; // they no longer answer
        }
        if (before != null && !isSame(before, now)) {
            previous = before;
            rolledBackTo = null;
        }
    }

    /** What was published has been brought by a roll-back: the next one has nothing to do. */
    synchronized void rolledBack(Candidate to) {
        previous = null;
        rolledBackTo = to;
    }

    /** Whether this is what the last roll-back brought, and answers still. */
    synchronized boolean isRolledBackTo(Candidate answering) {
        return rolledBackTo != null && isSame(rolledBackTo, answering);
    }

    private static boolean isSame(Candidate one, Candidate other) {
        return one.sameContentAs(other)
                && one.spec().backend().equals(other.spec().backend());
    }

    synchronized void fail(Candidate attempted, EngineException why) {
        if (attempted.equals(wanted)) {
            failure = why;
        }
    }

    /** Whatever is to answer changes whenever it is opened; the next thing that the folder says is tried again. */
    synchronized void neverAtRest(EngineException why) {
        if (wanted != null) {
            failure = why;
        }
    }

    /** It may be tried again. */
    synchronized void forgive(Candidate attempted) {
        if (attempted.equals(wanted) && failure != null && failure.code() == ErrorCode.DEADLINE_EXCEEDED) {
            failure = null;
        }
    }

    /** What could not be done beside a trial may be tried again. */
    synchronized void trialEnded() {
        if (failure != null && failure.code() == ErrorCode.CONFLICT) {
            failure = null;
        }
    }

    synchronized void unload() {
        unloaded = true;
        if (fewer != null && pin == null) {
            want(fewer); // nothing answers any more: the folder counts
        }
        takeFewer();
    }

    /** Whether it was unloaded; it no longer is. */
    synchronized boolean load() {
        boolean was = unloaded;
        unloaded = false;
        return was;
    }

    synchronized boolean isUnloaded() {
        return unloaded;
    }

    /** What is declared about batching with the files that are to answer. */
    Optional<Batching> batching() {
        return batching;
    }

    /** Whether people have chosen this very candidate, and the folder does not offer it. */
    synchronized boolean isChosen(Candidate candidate) {
        return candidate.equals(pin);
    }

    synchronized boolean isPinned() {
        return pin != null;
    }

    synchronized Optional<Candidate> pin() {
        return Optional.ofNullable(pin);
    }

    /** What the folder says while files of loaded folds are gone; else empty. */
    synchronized Optional<Candidate> fewer() {
        return Optional.ofNullable(fewer);
    }

    /** Whether people have chosen another model than the folds in the folder, and the folder now has fewer folds than before. */
    synchronized boolean isPinnedBesideFewer(Candidate next) {
        return pin != null
                && offered != null
                && LostFolds.between(offered, next).isPresent();
    }

    /** What the folder says, with fewer folds or not. */
    synchronized Optional<Candidate> offered() {
        return Optional.ofNullable(fewer != null ? fewer : offered);
    }

    synchronized Optional<Candidate> previous() {
        return Optional.ofNullable(previous);
    }

    synchronized Optional<Candidate> wanted() {
        return Optional.ofNullable(wanted);
    }

    /** Empty while there is no sense in opening it. */
    synchronized Optional<Candidate> openable() {
        return failure == null && !unloaded ? Optional.ofNullable(wanted) : Optional.empty();
    }

    /** Whether something else is to be opened since. */
    synchronized boolean hasNewer(Candidate than) {
        return !than.equals(wanted) && openable().isPresent();
    }

    /**
     * What ought to answer, and could.
     *
     * @throws EngineException why there is nothing
     */
    synchronized Candidate require() {
        if (unloaded) {
            throw new EngineException(ErrorCode.UNAVAILABLE, "Model '" + name + "' was unloaded.", "Load it again.");
        }
        if (failure != null) {
            throw failure;
        }
        if (wanted == null) {
            throw new IllegalStateException("slot " + name + " has neither a candidate nor a failure");
        }
        return wanted;
    }

    /** What it stands for, unloaded or not, opened or failed. */
    synchronized Candidate candidate() {
        if (wanted == null) {
            throw failure != null ? failure : new IllegalStateException("slot " + name + " is empty");
        }
        return wanted;
    }

    synchronized Optional<EngineException> failure() {
        return Optional.ofNullable(failure);
    }

    synchronized List<Path> files() {
        return files;
    }

    synchronized List<String> notes() {
        List<String> notes = new ArrayList<>(wanted == null ? List.of() : wanted.notes());
        if (gone != null) {
            notes.add("file gone since " + gone + "; what was loaded from it goes on answering.");
        } else if (missed != null) {
            LostFolds folds = missed.folds();
            notes.add("file gone since " + missed.since() + ": " + folds.shown() + "; " + ModelFiles.named(folds.kept())
                    + " go on answering.");
        }
        return List.copyOf(notes);
    }

    /** The files are no longer there; false when that is known. */
    synchronized boolean gone(Instant since) {
        if (gone != null) {
            return false;
        }
        gone = since;
        return true;
    }

    /** The files are there; false when nobody has missed them. */
    synchronized boolean back() {
        boolean wasGone = gone != null;
        gone = null;
        return wasGone;
    }

    /** @param met what the generation that answers has met; empty when nothing answers */
    synchronized Certification certification(Optional<Boolean> met) {
        if (failure != null && failure.code() == ErrorCode.CERTIFICATE_FAILED) {
            return Certification.FAILED;
        }
        if (met.isPresent()) {
            return met.get() ? Certification.PASSED : Certification.NONE;
        }
        return wanted != null && wanted.hasCertificate() ? Certification.PENDING : Certification.NONE;
    }

    /** Whether callers may use this name for the model, which has another. */
    synchronized boolean hasAlias(String other) {
        return wanted != null && wanted.aliases().contains(other);
    }

    /** Whether nothing says that the model is of another family. */
    synchronized boolean mayBe(String family) {
        return wanted == null
                || wanted.spec()
                        .options()
                        .getOrDefault(ModelSpec.FAMILY, family)
                        .equals(family);
    }
}
