package io.pokeai.engine.runtime.internal.lifecycle;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.DiscoveredName;
import io.pokeai.engine.runtime.internal.discovery.FilesChanged;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.generation.RememberedAnswers;
import io.pokeai.engine.runtime.internal.journal.LastBuilds;
import io.pokeai.engine.runtime.internal.journal.SwapJournal;
import io.pokeai.engine.runtime.internal.journal.SwapLog;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.Waiting;
import io.pokeai.engine.spi.ClassifierFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One name: what it stands for, and how that becomes the generation that answers.
 *
 * <p>{@link Standing} says what ought to answer, {@link Succession} what does; this brings them together, on the name's
 * {@link SwapQueue} and by the one {@link SwapRoad}.
 *
 * <p><b>Threads</b> safe. Leasing a published generation takes no lock.
 */
public final class ModelSlot implements SwapRoad.Traveller, DiscoveredName {
    private static final System.Logger LOG = System.getLogger(ModelSlot.class.getName());

    /** Files that do not come to rest are tried as often as that. */
    private static final int MOST_RESTLESS = 5;

    /** Who changes a name when a back end stops. */
    private static final String FAILOVER = "failover";

    private final String name;
    private final SwapRoad road;
    private final SwapJournal journal;
    private final Trials trials;
    private final LastBuilds builds;
    private final Predicate<ClassifierFactory> present;
    private final SwapQueue queue;
    private final Succession<Generation> succession = new Succession<>();
    private final Standing standing;

    private final AtomicLong generations = new AtomicLong();

    /** Why the next settling is asked for. */
    private volatile SwapReport.Operation reason = SwapReport.Operation.LOAD;

    /** Whether somebody wants an answer though nothing answers yet. */
    private volatile boolean demanded;

    private volatile ModelState progress = ModelState.FOUND;

    /** Openings in a row whose files had changed since they were recognised: used on the queue alone. */
    private int restless;

    /** What answered last, if nothing has since. */
    private volatile @Nullable RememberedAnswers remembered;

    /**
     * @param swappers threads for the changes of the name
     * @param journal hears of every change of what answers
     * @param trials knows how a canary or shadow does
     * @param builds knows what answered in an earlier process
     * @param present whether a back end is there; one that was removed no longer is when slots hear of it
     */
    ModelSlot(
            String name,
            SwapRoad road,
            Executor swappers,
            SwapJournal journal,
            Trials trials,
            LastBuilds builds,
            Predicate<ClassifierFactory> present) {
        this.name = name;
        this.road = road;
        this.journal = journal;
        this.trials = trials;
        this.builds = builds;
        this.present = present;
        this.queue = new SwapQueue(name, swappers, this::settleNow);
        this.standing = new Standing(name);
    }

    public String name() {
        return name;
    }

    Standing standing() {
        return standing;
    }

    SwapQueue queue() {
        return queue;
    }

    SwapRoad road() {
        return road;
    }

    SwapJournal journal() {
        return journal;
    }

    @Override
    public Succession<Generation> succession() {
        return succession;
    }

    @Override
    public Optional<ModelSpec> promise() {
        Generation answering = succession.roles().current();
        return answering != null
                ? Optional.of(answering.info().spec())
                : remembered()
                        .map(RememberedAnswers::spec)
                        .or(() -> standing.offered().map(Candidate::spec));
    }

    @Override
    public boolean isCertified() {
        Generation answering = succession.roles().current();
        boolean met = answering != null
                ? answering.certified()
                : remembered().filter(RememberedAnswers::certified).isPresent();
        return met || standing.offered().filter(Candidate::hasCertificate).isPresent();
    }

    @Override
    public Optional<RememberedAnswers> remembered() {
        return Optional.ofNullable(remembered);
    }

    /** Asks what answers a last time, for whatever comes next; done when it has answered, or in time. */
    void remember(Generation answering) {
        remembered = road.remember(answering);
    }

    @Override
    public long nextNumber() {
        return generations.incrementAndGet();
    }

    @Override
    public void progress(ModelState state) {
        progress = state;
    }

    @Override
    public void cameBack(Candidate candidate) {
        // It is slow, then, and not stuck: whoever wants it next may wait for it again.
        standing.forgive(candidate);
    }

    /**
     * What the folder says the name stands for. A generation that answers is replaced once its successor is ready, unless folds are
     * missing from it.
     */
    @Override
    public void offer(Candidate next) {
        Optional<LostFolds> lost = road.keepsWhatIsGone() ? lostBy(next) : Optional.empty();
        if (lost.isPresent()) {
            standing.offerFewer(next);
            lost(lost.get());
            return;
        }
        boolean wasMissed = complete();
        if (road.keepsWhatIsGone() && standing.isPinnedBesideFewer(next)) {
            standing.offerFewer(next); // a choice is not given up for less
            return;
        }
        if (standing.offer(next)) {
            progress = ModelState.FOUND;
            settleIfOpen(SwapReport.Operation.CHANGE);
        } else if (wasMissed) {
            settleIfOpen(SwapReport.Operation.CHANGE); // what could not be opened without the folds may be now
        }
    }

    /** The folds that answer now and would not answer after a change to {@code next}. */
    private Optional<LostFolds> lostBy(Candidate next) {
        Generation answering = succession.roles().current();
        return answering == null ? Optional.empty() : LostFolds.between(answering.candidate(), next);
    }

    /** Says why the file that this name stands for cannot be used. A generation that answers goes on doing so. */
    @Override
    public void reject(List<Path> rejected, EngineException why) {
        standing.reject(rejected, why);
        Generation answering = succession.roles().current();
        Optional<LostFolds> lost =
                answering == null ? Optional.empty() : LostFolds.between(answering.candidate(), rejected);
        lost.ifPresentOrElse(this::lost, this::complete);
    }

    private void lost(LostFolds folds) {
        if (standing.lost(folds, Instant.now())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "model {0}: {1} gone; all folds that were loaded go on answering",
                    name,
                    folds.shown());
            journal.write(filesReport(SwapReport.Operation.GONE));
        }
    }

    @CanIgnoreReturnValue
    private boolean complete() {
        boolean missed = standing.complete();
        if (missed) {
            LOG.log(System.Logger.Level.INFO, "model {0}: all files of its folds are back", name);
            journal.write(filesReport(SwapReport.Operation.BACK));
        }
        return missed;
    }

    /** Its files are no longer there: what was loaded from them goes on answering. */
    void gone() {
        if (standing.gone(Instant.now())) {
            LOG.log(System.Logger.Level.WARNING, "model {0}: its files are gone; it goes on answering", name);
            journal.write(filesReport(SwapReport.Operation.GONE));
        }
    }

    /** Its files are there. */
    void back() {
        if (standing.back()) {
            LOG.log(System.Logger.Level.INFO, "model {0}: its files are back", name);
            journal.write(filesReport(SwapReport.Operation.BACK));
        }
    }

    private SwapReport filesReport(SwapReport.Operation operation) {
        SwapLog log = new SwapLog(
                name, operation, "folder", version(succession.roles().current()));
        standing.notes().forEach(log::note);
        return log.done();
    }

    /** Another back end is to open what this name stands for; done when it answers, or cannot. */
    CompletableFuture<Void> takeOver(Candidate heir) {
        Succession.Roles<Generation> roles = succession.roles();
        if (succession.abort()) {
            lost(roles);
        }
        standing.takeOver(heir);
        return settleIfOpen(SwapReport.Operation.FAILOVER);
    }

    /** What answered last, where nothing does because what is there now was refused. */
    Optional<RememberedAnswers> missed() {
        return succession.roles().current() == null && standing.failure().isPresent() ? remembered() : Optional.empty();
    }

    /** The back ends have changed, and this is what people chose, by who opens it now. */
    void reconsider(Candidate chosen) {
        if (standing.wanted().filter(chosen::sameAs).isEmpty()) {
            standing.takeOver(chosen);
            settleIfOpen(SwapReport.Operation.CHANGE);
        }
    }

    /** A share for a caller without a key: drawn while there is a canary. */
    int anyShare() {
        return succession.roles().weight() == 0
                ? Succession.SHARES - 1
                : ThreadLocalRandom.current().nextInt(Succession.SHARES);
    }

    /** The back end leaves: new callers get {@code UNAVAILABLE} until another one takes over. */
    void withdraw(ClassifierFactory leaving) {
        Succession.Roles<Generation> roles = succession.roles();
        Generation answering = roles.current();
        standing.withdraw(leaving, answering != null && answering.factory() == leaving);
        if (succession.withdraw(generation -> generation.factory() == leaving)) {
            lost(roles);
        }
    }

    /** A trial went with a back end; what it has come to is written down. */
    private void lost(Succession.Roles<Generation> roles) {
        Generation trial = roles.trial();
        if (trial != null) {
            SwapLog log = new SwapLog(name, SwapReport.Operation.ABORT, FAILOVER, version(roles.current()));
            log.to(trial.version());
            log.trial(trials.status(roles));
            log.note("A back end has stopped, and the trial with it.");
            trials.end(roles.current());
            journal.write(log.done());
        }
    }

    /** Whether a back end opens what answers, or would. */
    boolean uses(ClassifierFactory factory) {
        Succession.Roles<Generation> roles = succession.roles();
        Generation current = roles.current();
        Generation trial = roles.trial();
        return (current != null && current.factory() == factory)
                || (trial != null && trial.factory() == factory)
                || standing.wanted()
                        .filter(wanted -> wanted.factory() == factory)
                        .isPresent();
    }

    /** The name is gone. */
    void retire(EngineException why) {
        standing.end(why);
        succession.close();
    }

    /** Completes when no change is asked for that has not been made. */
    CompletableFuture<Void> settled() {
        return queue.settled().exceptionally(ignored -> null);
    }

    /** The description of what will answer, its opening begun if nobody has wanted it before. */
    @CanIgnoreReturnValue
    public Optional<ModelSpec> announce() {
        if (succession.roles().current() == null && standing.openable().isPresent()) {
            open();
        }
        return standing.wanted().map(Candidate::spec);
    }

    /** Whether a lease can be had at once. */
    public boolean answers() {
        return succession.roles().current() != null;
    }

    /**
     * A lease on what answers a caller of this share. Who has no time to wait for the opening leaves, and the opening goes on.
     */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // handed on
    ModelLease lease(Deadline deadline, int share) {
        while (true) {
            Generation answering = succession.acquire(share);
            if (answering != null) {
                return answering.lease();
            }
            standing.require();
            Waiting.forModel(name, open(), deadline);
        }
    }

    /** Opens what the name stands for though nothing answers yet. */
    @CanIgnoreReturnValue
    CompletableFuture<Void> open() {
        demanded = true;
        return settle(SwapReport.Operation.LOAD);
    }

    /** Brings the name to what it stands for, unless nothing answers and nobody has asked yet. */
    @CanIgnoreReturnValue
    CompletableFuture<Void> settleIfOpen(SwapReport.Operation why) {
        return succession.roles().current() == null ? CompletableFuture.completedFuture(null) : settle(why);
    }

    private CompletableFuture<Void> settle(SwapReport.Operation why) {
        reason = why;
        return queue.settle();
    }

    /** On the queue. */
    private void settleNow() {
        Optional<Candidate> wanted = standing.openable();
        while (wanted.isPresent()) {
            Candidate next = wanted.get();
            Generation answering = succession.roles().current();
            boolean answers = answering != null && answering.candidate().sameAs(next);
            if (answers || (answering == null && !demanded)) {
                return;
            }
            // Whoever asks first after a back end has left, or has been updated, opens what is there now: a change.
            Optional<SwapReport.Version> before =
                    answering == null ? lastAnswering(next) : Optional.of(answering.version());
            SwapReport report = replace(next, before, answering == null);
            boolean inMotion = report.error().filter(FilesChanged::isCauseOf).isPresent();
            if (before.isPresent() && !(inMotion && restless > 0)) {
                journal.write(report);
            }
            wanted = standing.hasNewer(next) || (inMotion && restless > 0) ? standing.openable() : Optional.empty();
        }
    }

    /** In this process, else in an earlier one if that was by another build. */
    private Optional<SwapReport.Version> lastAnswering(Candidate next) {
        return remembered().map(RememberedAnswers::version).or(() -> builds.otherBuild(name, next));
    }

    /** What was updated between two runs cannot be compared; that is said. */
    void noteUpdateBetweenRuns(Candidate next, SwapLog log) {
        if (succession.roles().current() == null && remembered().isEmpty()) {
            builds.otherBuild(name, next)
                    .ifPresent(older -> log.note("Not compared: these weights were answered by " + older.backendName()
                            + " in an earlier run, and it is not here any more. A certificate would be."));
        }
    }

    private SwapReport replace(Candidate next, Optional<SwapReport.Version> from, boolean first) {
        SwapReport.Operation why = first && from.isPresent() ? SwapReport.Operation.CHANGE : reason;
        SwapTerms terms = terms(why, next, from);
        SwapLog log = new SwapLog(name, why, terms.who(), from);
        log.to(next.version(0));
        try {
            if (succession.roles().trial() != null) {
                throw SwapRoad.blocked(name, Succession.Hurdle.TRIAL);
            }
            noteUpdateBetweenRuns(next, log);
            boolean named = why == SwapReport.Operation.FAILOVER || standing.isChosen(next);
            Generation generation = road.prepare(this, next, terms, named, log);
            if (standing.wanted().filter(next::equals).isEmpty()) {
                // Something newer was offered, or the back end left, while this one was opening.
                generation.retire();
                succession.giveUp();
                throw superseded();
            }
            publish(generation, log);
            restless = 0;
            demanded = false;
            queue.afterwards(() -> road.drain(succession, new SwapLog(name, why, terms.who(), version(generation))));
            return log.done();
        } catch (EngineException e) {
            if (FilesChanged.isCauseOf(e)) {
                if (++restless < MOST_RESTLESS) {
                    return log.failed(e); // they have been looked at again, and are tried again
                }
                standing.neverAtRest(e);
            }
            restless = 0;
            demanded = false;
            progress = ModelState.FAILED;
            standing.fail(next, e);
            return log.failed(e);
        }
    }

    /** Whoever changes the files in the folder means other answers, but not other classes; a take-over means neither. */
    private static SwapTerms terms(SwapReport.Operation why, Candidate next, Optional<SwapReport.Version> from) {
        SwapTerms terms = SwapTerms.of(why == SwapReport.Operation.FAILOVER ? FAILOVER : "folder")
                .allowing(SwapTerms.Allowance.UNCERTIFIED);
        boolean sameWeights =
                from.filter(old -> !old.version().equals(next.spec().version())).isEmpty();
        return sameWeights ? terms : terms.allowing(SwapTerms.Allowance.DISAGREEMENT);
    }

    /** On the queue: the generation that was prepared answers from now on, and the old one nobody new. */
    void publish(Generation next, SwapLog log) {
        publish(next, () -> {}, log);
    }

    /**
     * As above.
     *
     * @param published what else is to be known once it answers
     */
    void publish(Generation next, Runnable published, SwapLog log) {
        Generation old = succession.roles().current();
        log.enter("publish");
        next.whenClosed(succession::left);
        succession.publish(next).ifPresent(hurdle -> {
            throw SwapRoad.blocked(name, hurdle);
        });
        progress = ModelState.READY;
        remembered = null;
        builds.answers(name, next.candidate());
        published.run();
        standing.published(next.candidate(), old == null ? null : old.candidate());
        leaveWithBackEnd(next);
    }

    /** On the queue: what was tried out answers everybody now. */
    void promoted(Generation trial, @Nullable Generation old) {
        builds.answers(name, trial.candidate());
        standing.published(trial.candidate(), old == null ? null : old.candidate());
        leaveWithBackEnd(trial);
    }

    /**
     * A back end that is removed is first taken from the list, then from the slots. If that came before something was known
     * here, it is made up for now.
     */
    void leaveWithBackEnd(Generation next) {
        if (!present.test(next.factory())) {
            withdraw(next.factory());
        }
    }

    private EngineException superseded() {
        return new EngineException(
                ErrorCode.CONFLICT,
                "The files of model '" + name + "' have changed once more meanwhile.",
                "Repeat the call: the newest files are opened.");
    }

    static Optional<SwapReport.Version> version(@Nullable Generation generation) {
        return Optional.ofNullable(generation).map(Generation::version);
    }

    @Override
    public ModelStatus status() {
        Generation answering = succession.roles().current();
        Optional<EngineException> failure = standing.failure();
        if (answering != null) {
            return new ModelStatus(
                    name,
                    ModelState.READY,
                    answering.number(),
                    answering.info().spec().files(),
                    Optional.of(answering.info().spec()),
                    Optional.of(answering.info().device()),
                    standing.certification(Optional.of(answering.certified())),
                    standing.notes(),
                    failure);
        }
        return new ModelStatus(
                name,
                standing.isUnloaded() ? ModelState.CLOSED : failure.isPresent() ? ModelState.FAILED : progress,
                generations.get(),
                standing.files(),
                standing.wanted().map(Candidate::spec),
                Optional.empty(),
                standing.certification(Optional.empty()),
                standing.notes(),
                failure);
    }
}
