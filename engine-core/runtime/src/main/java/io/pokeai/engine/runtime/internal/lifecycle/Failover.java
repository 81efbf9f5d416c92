package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.Discovery;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.Deadlines;
import io.pokeai.engine.spi.ClassifierFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * What happens when a back end stops, and when one comes (back).
 *
 * <p><b>Threads</b> safe; {@link #removed} is called, and waits, on the thread that stops the back end.
 */
final class Failover implements Backends.Listener {
    private static final System.Logger LOG = System.getLogger(Failover.class.getName());

    private final Backends backends;
    private final Slots slots;
    private final FailoverCandidates candidates;
    private final Drain drain;
    private final Discovery discovery;
    private final Executor swappers;
    private final Duration patience;

    /**
     * @param discovery looks at all files again
     * @param swappers threads that ask leaving generations a last time
     * @param patience for each of: the failover candidates, the last answers, the running calls
     */
    Failover(
            Backends backends,
            Slots slots,
            FailoverCandidates candidates,
            Drain drain,
            Discovery discovery,
            Executor swappers,
            Duration patience) {
        this.backends = backends;
        this.slots = slots;
        this.candidates = candidates;
        this.drain = drain;
        this.discovery = discovery;
        this.swappers = swappers;
        this.patience = patience;
    }

    @Override
    public void changed() {
        discovery.backendsChanged();
    }

    /**
     * Where another back end opens the same files, it takes over while the one that leaves still answers. Other models are
     * asked a last time, so that the next generation can be compared with them, and then new callers get {@code UNAVAILABLE} at
     * once. Returns when the running calls have left the back end, or at the drain deadline: calls that hang are named in the
     * log, and left to their threads.
     */
    @Override
    public void removed(ClassifierFactory factory) {
        failOver(factory);
        remember(factory);
        slots.all().forEach(slot -> slot.withdraw(factory));
        drain.await(Optional.of(factory), Deadline.in(patience));
        discovery.backendsChanged();
    }

    private void failOver(ClassifierFactory leaving) {
        List<CompletableFuture<Void>> changes = new ArrayList<>();
        for (ModelSlot slot : slots.all()) {
            if (slot.uses(leaving)) {
                candidates.from(slot, leaving).ifPresent(candidate -> {
                    changes.add(slot.failOver(candidate));
                    withdrawIfGone(slot, candidate);
                });
            }
        }
        await(changes, "no back end took over");
    }

    /** Asks all models of a back end in parallel. */
    private void remember(ClassifierFactory leaving) {
        if (backends.isEnding()) {
            return; // nothing will come after it
        }
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        for (ModelSlot slot : slots.all()) {
            Generation answering = slot.roles().current();
            if (answering != null && answering.factory() == leaving) {
                try {
                    asked.add(CompletableFuture.runAsync(() -> slot.remember(answering), swappers));
                } catch (RejectedExecutionException e) {
                    LOG.log(System.Logger.Level.DEBUG, "the engine is closing");
                }
            }
        }
        await(asked, "back end '" + leaving.id() + "' did not answer a last time");
    }

    /**
     * After a look at everything: a model that people chose may be opened by another back end now, or by its own again; and
     * where a build was refused because it disagrees with the earlier one, the earlier one may be back beside it.
     */
    void reconsider() {
        for (ModelSlot slot : slots.all()) {
            slot.missed()
                    .flatMap(before -> candidates.backBeside(slot, before))
                    .or(() -> slot.desired().pin().flatMap(pin -> candidates.again(slot, pin)))
                    .ifPresent(chosen -> {
                        slot.reconsider(chosen);
                        withdrawIfGone(slot, chosen);
                    });
        }
    }

    /** Its back end may have been removed since it was found. */
    private void withdrawIfGone(ModelSlot slot, Candidate candidate) {
        if (!backends.contains(candidate.factory())) {
            slot.withdraw(candidate.factory());
        }
    }

    private void await(List<CompletableFuture<Void>> changes, String otherwise) {
        if (!Deadlines.forAllInAnyCase(changes, Deadline.in(patience))) {
            LOG.log(System.Logger.Level.WARNING, "{0} in {1} s", otherwise, patience.toSeconds());
        }
    }
}
