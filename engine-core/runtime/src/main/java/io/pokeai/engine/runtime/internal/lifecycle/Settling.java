package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.generation.RememberedAnswers;
import io.pokeai.engine.runtime.internal.journal.SwapReportBuilder;
import java.util.Optional;

/**
 * Brings a name to what it stands for: opens it and lets it answer in place of what answers now.
 *
 * <p><b>Threads</b> confined to the name's queue, but for {@link #demand}.
 */
final class Settling {
    /** Who changes a name when a back end stops. */
    static final String FAILOVER = "failover";

    private static final String FOLDER = "folder";

    /** How often files that do not come to rest are tried. */
    private static final int MOST_RESTLESS = 5;

    private final ModelSlot slot;
    private final SlotContext context;

    /** Whether a caller wants an answer though nothing answers yet. */
    private volatile boolean demanded;

    /** Openings in a row whose files had changed since they were recognised. */
    private int restless;

    /** @param failure empty when it answers */
    private record Attempt(SwapReport report, Optional<Failure> failure) {
        static Attempt failed(Failure why, SwapReportBuilder report) {
            return new Attempt(report.failed(why.error()), Optional.of(why));
        }
    }

    Settling(ModelSlot slot, SlotContext context) {
        this.slot = slot;
        this.context = context;
    }

    /** A caller wants an answer: the name is opened though nothing answers yet. */
    void demand() {
        demanded = true;
    }

    /** @param asked why it is settled; what is asked for meanwhile counts from then on */
    void settle(SwapReport.Operation asked) {
        DesiredState desired = slot.desired();
        Optional<Candidate> wanted = desired.openable();
        while (wanted.isPresent()) {
            Candidate next = wanted.get();
            Generation answering = slot.roles().current();
            boolean answers = answering != null && answering.candidate().sameAs(next);
            if (answers || (answering == null && !demanded)) {
                return;
            }
            // The first call after a back end has left, or was updated, opens what is there now: a change.
            Optional<SwapReport.Version> before =
                    answering == null ? lastAnswering(next) : Optional.of(answering.version());
            SwapReport.Operation reason = answering == null && before.isPresent()
                    ? SwapReport.Operation.CHANGE
                    : slot.queue().settlingFor().orElse(asked);
            Attempt attempt = replace(next, before, reason);
            boolean again = attempt.failure().filter(this::isTriedAgain).isPresent();
            if (before.isPresent() && !again) {
                context.journal().write(attempt.report()); // before callers hear of a failure
            }
            if (!again) {
                attempt.failure().ifPresent(why -> failed(next, why));
            }
            wanted = desired.hasNewer(next) || again ? desired.openable() : Optional.empty();
        }
    }

    /** In this process, else in an earlier one if that was by another build. */
    private Optional<SwapReport.Version> lastAnswering(Candidate next) {
        return slot.remembered()
                .map(RememberedAnswers::version)
                .or(() -> context.builds().otherBuild(slot.name(), next));
    }

    /** A back end that was updated between two runs cannot be compared; a note says so. */
    void noteUpdateBetweenRuns(Candidate next, SwapReportBuilder report) {
        if (!slot.answers() && slot.remembered().isEmpty()) {
            context.builds()
                    .otherBuild(slot.name(), next)
                    .ifPresent(
                            older -> report.note("Not compared: these weights were answered by " + older.backendName()
                                    + " in an earlier run, and that build is gone. A certificate would be compared."));
        }
    }

    private Attempt replace(Candidate next, Optional<SwapReport.Version> from, SwapReport.Operation why) {
        SwapTerms terms = terms(why, next, from);
        SwapReportBuilder report = new SwapReportBuilder(slot.name(), why, terms.who(), from);
        report.to(next.version(0));
        try {
            open(next, why, terms, report);
            return new Attempt(report.done(), Optional.empty());
        } catch (RolloutRefused e) {
            return Attempt.failed(e.failure(), report);
        } catch (EngineException e) {
            return Attempt.failed(new Failure.Refused(e), report);
        }
    }

    private void open(Candidate next, SwapReport.Operation why, SwapTerms terms, SwapReportBuilder report) {
        if (slot.roles().trial() != null) {
            throw new RolloutRefused(new Failure.Blocked(slot.name(), Blocker.TRIAL));
        }
        noteUpdateBetweenRuns(next, report);
        boolean named = why == SwapReport.Operation.FAILOVER || slot.desired().isChosen(next);
        Generation generation = context.rollout().prepare(slot, next, terms, named, report);
        if (slot.desired().wanted().filter(next::equals).isEmpty()) {
            // Something newer was offered, or the back end left, while this one was opening.
            generation.retire();
            slot.state().giveUp();
            throw new RolloutRefused(new Failure.Superseded(slot.name()));
        }
        slot.publish(generation, () -> {}, report);
        restless = 0;
        demanded = false;
        slot.queue()
                .afterwards(() -> context.rollout()
                        .drain(
                                slot.state(),
                                new SwapReportBuilder(
                                        slot.name(), why, terms.who(), Optional.of(generation.version()))));
    }

    /** Files that were changing have been looked at again, and are tried again. */
    private boolean isTriedAgain(Failure why) {
        return why instanceof Failure.NeverAtRest && ++restless < MOST_RESTLESS;
    }

    private void failed(Candidate next, Failure why) {
        if (why instanceof Failure.NeverAtRest changed) {
            slot.desired().neverAtRest(changed);
        }
        restless = 0;
        demanded = false;
        slot.openingFailed();
        slot.desired().fail(next, why);
    }

    /** A change of the files in the folder may bring other answers, but not other classes; a fail-over may bring neither. */
    private static SwapTerms terms(SwapReport.Operation why, Candidate next, Optional<SwapReport.Version> from) {
        SwapTerms terms = SwapTerms.of(why == SwapReport.Operation.FAILOVER ? FAILOVER : FOLDER)
                .allowing(SwapTerms.Allowance.UNCERTIFIED);
        boolean sameWeights =
                from.filter(old -> !old.version().equals(next.spec().version())).isEmpty();
        return sameWeights ? terms : terms.allowing(SwapTerms.Allowance.DISAGREEMENT);
    }
}
