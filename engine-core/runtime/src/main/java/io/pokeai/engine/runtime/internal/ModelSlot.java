package io.pokeai.engine.runtime.internal;

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
import io.pokeai.engine.spi.ClassifierFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One name: what it stands for, and how that becomes the generation that answers.
 *
 * <p>{@link Standing} says what ought to answer, {@link Succession} what does; this brings them together, on the name's
 * {@link SwapQueue} and by the one {@link SwapRoad}.
 *
 * <p><b>Threads</b> safe. Leasing a published generation takes no lock.
 */
final class ModelSlot implements SwapRoad.Traveller {
    private static final System.Logger LOG = System.getLogger(ModelSlot.class.getName());

    /** Files that do not come to rest are tried as often as that. */
    private static final int MOST_RESTLESS = 5;

    private final String name;
    private final SwapRoad road;
    private final SwapJournal journal;
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

    /**
     * @param swappers threads for the changes of the name
     * @param journal hears of every change of what answers
     */
    ModelSlot(String name, SwapRoad road, Executor swappers, SwapJournal journal) {
        this.name = name;
        this.road = road;
        this.journal = journal;
        this.queue = new SwapQueue(name, swappers, this::settleNow);
        this.standing = new Standing(name);
    }

    String name() {
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
                : standing.offered().map(Candidate::spec);
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

    /** What the folder says the name stands for. A generation that answers is replaced once its successor is ready. */
    void offer(Candidate next) {
        if (standing.offer(next)) {
            progress = ModelState.FOUND;
            settleIfOpen(SwapReport.Operation.CHANGE);
        }
    }

    /** Says why the file that this name stands for cannot be used. A generation that answers goes on doing so. */
    void reject(List<Path> rejected, EngineException why) {
        standing.reject(rejected, why);
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
        succession.abort();
        standing.takeOver(heir);
        return settleIfOpen(SwapReport.Operation.FAILOVER);
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
        Generation answering = succession.roles().current();
        standing.withdraw(leaving, answering != null && answering.factory() == leaving);
        succession.withdraw(generation -> generation.factory() == leaving);
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
    Optional<ModelSpec> announce() {
        if (succession.roles().current() == null && standing.openable().isPresent()) {
            open();
        }
        return standing.wanted().map(Candidate::spec);
    }

    /** Whether a lease can be had at once. */
    boolean answers() {
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
            SwapReport report = replace(next, answering);
            boolean inMotion = report.error().filter(FilesChanged::isCauseOf).isPresent();
            if (answering != null && !(inMotion && restless > 0)) {
                journal.write(report);
            }
            wanted = standing.hasNewer(next) || (inMotion && restless > 0) ? standing.openable() : Optional.empty();
        }
    }

    private SwapReport replace(Candidate next, @Nullable Generation answering) {
        SwapReport.Operation why = reason;
        SwapTerms terms = terms(why, next, answering);
        SwapLog log = new SwapLog(name, why, terms.who(), version(answering));
        log.to(next.version(0));
        try {
            if (succession.roles().trial() != null) {
                throw SwapRoad.blocked(name, Succession.Hurdle.TRIAL);
            }
            Generation generation = road.prepare(this, next, terms, log);
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
    private static SwapTerms terms(SwapReport.Operation why, Candidate next, @Nullable Generation answering) {
        SwapTerms terms = SwapTerms.of(why == SwapReport.Operation.FAILOVER ? "failover" : "folder")
                .allowing(SwapTerms.Allowance.UNCERTIFIED);
        boolean sameWeights = answering == null
                || answering.info().spec().version().equals(next.spec().version());
        return sameWeights ? terms : terms.allowing(SwapTerms.Allowance.DISAGREEMENT);
    }

    /** On the queue: the generation that was prepared answers from now on, and the old one nobody new. */
    void publish(Generation next, SwapLog log) {
        Generation old = succession.roles().current();
        log.enter("publish");
        next.whenClosed(succession::left);
        if (!succession.publish(next)) {
            throw SwapRoad.blocked(name, Succession.Hurdle.CLOSED);
        }
        progress = ModelState.READY;
        standing.published(next.candidate(), old == null ? null : old.candidate());
    }

    private EngineException superseded() {
        return new EngineException(
                ErrorCode.CONFLICT, "The files of model '" + name + "' have changed once more meanwhile.", "");
    }

    static Optional<SwapReport.Version> version(@Nullable Generation generation) {
        return Optional.ofNullable(generation).map(Generation::version);
    }

    ModelStatus status() {
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
