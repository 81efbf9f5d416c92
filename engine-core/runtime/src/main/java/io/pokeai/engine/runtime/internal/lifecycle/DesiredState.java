package io.pokeai.engine.runtime.internal.lifecycle;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.Certification;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
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
final class DesiredState {
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

    @GuardedBy("this")
    private final MissingFiles missing = new MissingFiles();

    /** What people chose. */
    @GuardedBy("this")
    private @Nullable Candidate pin;

    @GuardedBy("this")
    private final PreviousAnswer undo = new PreviousAnswer();

    @GuardedBy("this")
    private @Nullable Failure failure;

    /** What was said about batching with the files that were to answer last; kept when the next ones cannot be used. */
    private volatile Optional<Batching> batching = Optional.empty();

    @GuardedBy("this")
    private boolean unloaded;

    DesiredState(String name) {
        this.name = name;
    }

    /** The folder says what the name stands for; true when something else is to answer now. */
    synchronized boolean offer(Candidate next) {
        fewer = null;
        Candidate before = offered;
        if (before != null && before.sameAs(next)) {
            restate(before, next);
            // It could not be opened because its files were changing; now they are as they were.
            if (failure instanceof Failure.NeverAtRest && next.equals(wanted)) {
                failure = null;
            }
            return false;
        }
        offered = next;
        if (pin != null && before != null && before.sameContentAs(next)) {
            return false;
        }
        if (failure != null && wanted != null && wanted.sameAs(next)) {
            return false; // it has been tried, when a back end left: nothing about it is new
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
        missing.complete();
    }

    /** Files of loaded folds are gone; false if that was known. */
    synchronized boolean lost(LostFolds folds, Instant now) {
        return missing.lost(folds, now);
    }

    /** The files of all loaded folds are there; false if none was missed before. */
    synchronized boolean complete() {
        return missing.complete();
    }

    /** The same model with another description, which needs no opening. */
    @GuardedBy("this")
    private void restate(Candidate before, Candidate next) {
        offered = next;
        if (before.equals(wanted)) {
            wanted = next;
            batching = next.source().batching();
        }
    }

    /**
     * The files cannot be used. What people chose is not touched.
     *
     * @return false when there is a better reason already
     */
    @CanIgnoreReturnValue
    synchronized boolean reject(List<Path> rejected, Failure why) {
        if (why instanceof Failure.NoBackend && failure != null && failure.outranksNoBackend()) {
            return false;
        }
        fewer = null;
        offered = null;
        if (pin == null) {
            fail(rejected, why);
        }
        return true;
    }

    /** The name is gone, and nothing that it knew is kept: candidates know their back end. */
    synchronized void end(Failure why) {
        fewer = null;
        offered = null;
        pin = null;
        undo.end();
        fail(List.of(), why);
    }

    @GuardedBy("this")
    private void fail(List<Path> shown, Failure why) {
        wanted = null;
        files = List.copyOf(shown);
        failure = why;
    }

    /** The same by another back end; a choice stays a choice. */
    synchronized void failOver(Candidate candidate) {
        want(candidate);
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
        undo.withdraw(leaving);
        boolean failedOver = answers && failure != null;
        if (failedOver || (wanted != null && wanted.factory() == leaving)) {
            wanted = failedOver ? wanted : null;
            failure = new Failure.BackendStopped(name, leaving.id(), Optional.ofNullable(failure));
        }
    }

    /** Nothing may keep the classes of a bundle that was uninstalled. */
    private static @Nullable Candidate without(ClassifierFactory leaving, @Nullable Candidate known) {
        return known == null ? null : known.without(leaving);
    }

    /** Something else answers now. */
    synchronized void published(Candidate now, @Nullable Candidate before) {
        if (now.equals(wanted)) {
            failure = null;
        }
        missing.answers(now);
        undo.published(now, before);
    }

    /** A roll-back has published this: the next roll-back has nothing to do. */
    synchronized void rolledBack(Candidate to) {
        undo.rolledBack(to);
    }

    /** Whether this is what the last roll-back brought, and answers still. */
    synchronized boolean isRolledBackTo(Candidate answering) {
        return undo.isRolledBackTo(answering);
    }

    synchronized void fail(Candidate attempted, Failure why) {
        if (attempted.equals(wanted)) {
            failure = why;
        }
    }

    /** The files change whenever they are opened; the next offer of the folder is tried again. */
    synchronized void neverAtRest(Failure.NeverAtRest why) {
        if (wanted != null) {
            failure = why;
        }
    }

    /** It may be tried again. */
    synchronized void forgive(Candidate attempted) {
        if (attempted.equals(wanted) && failure instanceof Failure.TimedOut) {
            failure = null;
        }
    }

    /** What could not be done beside a trial may be tried again. */
    synchronized void trialEnded() {
        if (failure != null && failure.endsWithTrial()) {
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

    /** Whether people have chosen this candidate, and the folder does not offer it. */
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
        return undo.previous();
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
            throw failure.error();
        }
        if (wanted == null) {
            throw new IllegalStateException("slot " + name + " has neither a candidate nor a failure");
        }
        return wanted;
    }

    /** What it stands for, unloaded or not, opened or failed. */
    synchronized Candidate candidate() {
        if (wanted == null) {
            throw failure != null ? failure.error() : new IllegalStateException("slot " + name + " is empty");
        }
        return wanted;
    }

    synchronized Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    synchronized List<Path> files() {
        return files;
    }

    synchronized List<String> notes() {
        List<String> notes = new ArrayList<>(wanted == null ? List.of() : wanted.notes());
        missing.note().ifPresent(notes::add);
        return List.copyOf(notes);
    }

    /** The files are no longer there; false when that is known. */
    synchronized boolean gone(Instant since) {
        return missing.gone(since);
    }

    /** The files are there; false when they were not missed. */
    synchronized boolean back() {
        return missing.back();
    }

    /** @param met what the generation that answers has met; empty when nothing answers */
    synchronized Certification certification(Optional<Boolean> met) {
        if (failure instanceof Failure.CertificateFailed) {
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
