package io.pokeai.engine.runtime.internal.lifecycle;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.generation.GenerationLease;
import io.pokeai.engine.runtime.internal.generation.RememberedAnswers;
import io.pokeai.engine.runtime.internal.journal.SwapReportBuilder;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.Deadlines;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One name: what it stands for, and what answers for it.
 *
 * <p>{@link DesiredState} says what ought to answer, {@link RolloutState} what does. {@link FolderNews} hears of the name's files,
 * {@link ModelOperations} does what people ask for, {@link Failover} what a back end that leaves makes necessary, and
 * {@link Settling} brings what answers to what ought to; all changes take their turn on the name's {@link SwapQueue}.
 *
 * <p><b>Threads</b> safe. Leasing a published generation takes no lock.
 */
public final class ModelSlot {
    private final String name;
    private final SlotContext context;
    private final DesiredState desired;
    private final RolloutState<Generation, GenerationLease> state = new RolloutState<>();
    private final SwapQueue queue;
    private final Settling settling;
    private final FolderNews folder;
    private final AtomicLong generations = new AtomicLong();
    private volatile ModelState progress = ModelState.FOUND;

    /** What answered last, if nothing has since. */
    private volatile @Nullable RememberedAnswers remembered;

    ModelSlot(String name, SlotContext context) {
        this.name = name;
        this.context = context;
        this.desired = new DesiredState(name);
        this.settling = new Settling(this, context);
        this.queue = new SwapQueue(name, context.swappers(), settling::settle);
        this.folder = new FolderNews(this, context.journal(), context.keepsWhatIsGone());
    }

    public String name() {
        return name;
    }

    DesiredState desired() {
        return desired;
    }

    RolloutState<Generation, GenerationLease> state() {
        return state;
    }

    /** Who answers now. */
    RolloutState.Roles<Generation> roles() {
        return state.roles();
    }

    SwapQueue queue() {
        return queue;
    }

    Settling settling() {
        return settling;
    }

    FolderNews folder() {
        return folder;
    }

    /** What callers rely on: what answers, else what answered last, else what the folder says. */
    Optional<ModelSpec> contract() {
        Generation answering = roles().current();
        return answering != null
                ? Optional.of(answering.info().spec())
                : remembered()
                        .map(RememberedAnswers::spec)
                        .or(() -> desired.offered().map(Candidate::spec));
    }

    /** Whether the name has a certificate, whatever is to answer next. */
    boolean isCertified() {
        Generation answering = roles().current();
        boolean met = answering != null
                ? answering.certified()
                : remembered().filter(RememberedAnswers::certified).isPresent();
        return met || desired.offered().filter(Candidate::hasCertificate).isPresent();
    }

    /** What answered last, if nothing answers now because its back end left. */
    Optional<RememberedAnswers> remembered() {
        return Optional.ofNullable(remembered);
    }

    /** Asks what answers a last time, to compare the next generation with it; done when it has answered, or at a deadline. */
    void remember(Generation answering) {
        remembered = context.comparison().remember(answering);
    }

    /** What answers, for reports. */
    Optional<SwapReport.Version> answeringVersion() {
        return Optional.ofNullable(roles().current()).map(Generation::version);
    }

    long nextNumber() {
        return generations.incrementAndGet();
    }

    /** How far the opening is. */
    void progress(ModelState step) {
        progress = step;
    }

    /** Something else is to answer, and was not opened yet. */
    void found() {
        progress = ModelState.FOUND;
    }

    void openingFailed() {
        progress = ModelState.FAILED;
    }

    /** Another back end is to open what this name stands for; done when it answers, or cannot. */
    CompletableFuture<Void> failOver(Candidate candidate) {
        RolloutState.Roles<Generation> before = roles();
        if (state.abort()) {
            reportLostTrial(before);
        }
        desired.failOver(candidate);
        return settleIfOpen(SwapReport.Operation.FAILOVER);
    }

    /** What answered last, where nothing does because what is there now was refused. */
    Optional<RememberedAnswers> missed() {
        return !answers() && desired.failure().isPresent() ? remembered() : Optional.empty();
    }

    /** The back ends have changed, and this is what people chose, by the back end that opens it now. */
    void reconsider(Candidate chosen) {
        if (desired.wanted().filter(chosen::sameAs).isEmpty()) {
            desired.failOver(chosen);
            settleIfOpen(SwapReport.Operation.CHANGE);
        }
    }

    /** The back end leaves: new callers get {@code UNAVAILABLE} until another one takes over. */
    void withdraw(ClassifierFactory leaving) {
        RolloutState.Roles<Generation> before = roles();
        Generation answering = before.current();
        desired.withdraw(leaving, answering != null && answering.factory() == leaving);
        if (state.withdraw(generation -> generation.factory() == leaving)) {
            reportLostTrial(before);
        }
    }

    /** A trial ended with its back end; its figures are written to the journal. */
    private void reportLostTrial(RolloutState.Roles<Generation> before) {
        Generation trial = before.trial();
        if (trial != null) {
            SwapReportBuilder report = new SwapReportBuilder(
                    name,
                    SwapReport.Operation.ABORT,
                    Settling.FAILOVER,
                    Optional.ofNullable(before.current()).map(Generation::version));
            report.to(trial.version());
            report.trial(context.observers().status(before));
            report.note("A back end has stopped, and the trial with it.");
            context.observers().end(before.current());
            context.journal().write(report.done());
        }
    }

    /** Whether a back end opens what answers, or would. */
    boolean uses(ClassifierFactory factory) {
        RolloutState.Roles<Generation> now = roles();
        Generation current = now.current();
        Generation trial = now.trial();
        return (current != null && current.factory() == factory)
                || (trial != null && trial.factory() == factory)
                || desired.wanted()
                        .filter(wanted -> wanted.factory() == factory)
                        .isPresent();
    }

    /** The name is gone. */
    void retire(EngineException why) {
        desired.end(new Failure.Unusable(why));
        state.close();
    }

    /** Completes when no change is asked for that has not been made. */
    CompletableFuture<Void> settled() {
        return queue.settled().exceptionally(ignored -> null);
    }

    /** The description of what will answer, its opening begun if no call has asked for it before. */
    @CanIgnoreReturnValue
    public Optional<ModelSpec> announce() {
        if (!answers() && desired.openable().isPresent()) {
            open();
        }
        return desired.wanted().map(Candidate::spec);
    }

    /** Whether a lease can be had at once. */
    public boolean answers() {
        return roles().current() != null;
    }

    /**
     * A lease on what answers a caller. When a caller's deadline passes, the opening goes on.
     *
     * @param key who calls, if that is known
     */
    @MustBeClosed
    ModelLease lease(Optional<String> key, Deadline deadline) {
        return lease(deadline, key.isPresent() ? Shares.of(name, key.get()) : anyShare());
    }

    /** A share for a caller without a key: drawn while there is a canary. */
    private int anyShare() {
        return roles().weight() == 0
                ? RolloutState.SHARES - 1
                : ThreadLocalRandom.current().nextInt(RolloutState.SHARES);
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // handed on
    ModelLease lease(Deadline deadline, int share) {
        while (true) {
            ModelLease lease = state.lease(share);
            if (lease != null) {
                return lease;
            }
            desired.require();
            Deadlines.forModel(name, open(), deadline);
        }
    }

    /** Opens what the name stands for even if nothing answers yet. */
    @CanIgnoreReturnValue
    CompletableFuture<Void> open() {
        settling.demand();
        return queue.settle(SwapReport.Operation.LOAD);
    }

    /** Brings the name to what it stands for, unless nothing answers and no call has asked yet. */
    @CanIgnoreReturnValue
    CompletableFuture<Void> settleIfOpen(SwapReport.Operation why) {
        return answers() ? queue.settle(why) : CompletableFuture.completedFuture(null);
    }

    /**
     * On the queue: the generation that was prepared answers from now on, and the old one no new callers.
     *
     * @param published what else is to be known once it answers
     * @throws RolloutRefused when the name, or its back end, has gone meanwhile
     */
    void publish(Generation next, Runnable published, SwapReportBuilder report) {
        Generation old = roles().current();
        report.enter("publish");
        next.whenClosed(state::left);
        state.publish(next).ifPresent(blocker -> {
            throw new RolloutRefused(new Failure.Blocked(name, blocker));
        });
        progress = ModelState.READY;
        remembered = null;
        published.run();
        answersInstead(next, old);
    }

    /** On the queue: what has been published or promoted answers instead of what answered before. */
    void answersInstead(Generation next, @Nullable Generation old) {
        context.builds().answers(name, next.candidate());
        desired.published(next.candidate(), old == null ? null : old.candidate());
        leaveWithBackEnd(next);
    }

    /**
     * A back end that is removed is first taken from the list, then from the slots. If that came before something was known
     * here, it is made up for now.
     */
    void leaveWithBackEnd(Generation next) {
        if (!context.present().test(next.factory())) {
            withdraw(next.factory());
        }
    }

    public ModelStatus status() {
        Generation answering = roles().current();
        Optional<EngineException> error = desired.failure().map(Failure::error);
        if (answering != null) {
            return new ModelStatus(
                    name,
                    ModelState.READY,
                    answering.number(),
                    answering.info().spec().files(),
                    Optional.of(answering.info().spec()),
                    Optional.of(answering.info().device()),
                    desired.certification(Optional.of(answering.certified())),
                    desired.notes(),
                    error);
        }
        return new ModelStatus(
                name,
                desired.isUnloaded() ? ModelState.CLOSED : error.isPresent() ? ModelState.FAILED : progress,
                generations.get(),
                desired.files(),
                desired.wanted().map(Candidate::spec),
                Optional.empty(),
                desired.certification(Optional.empty()),
                desired.notes(),
                error);
    }
}
