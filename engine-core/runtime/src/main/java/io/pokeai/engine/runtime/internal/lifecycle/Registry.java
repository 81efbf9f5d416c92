package io.pokeai.engine.runtime.internal.lifecycle;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.runtime.internal.discovery.Discovery;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.Deadlines;
import io.pokeai.engine.runtime.internal.threads.EngineClosed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The models of one engine: finds the one that a caller names, and leases what answers for it.
 *
 * <p><b>Threads</b> safe; leasing takes no lock.
 */
public final class Registry {
    /** Longer than a file has to be still before it is read. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final EngineSettings settings;
    private final Slots slots;
    private final Discovery discovery;
    private volatile boolean closed;

    Registry(EngineSettings settings, Slots slots, Discovery discovery) {
        this.settings = settings;
        this.slots = slots;
        this.discovery = discovery;
    }

    public List<ModelStatus> list() {
        return list(patience());
    }

    public List<ModelStatus> list(Deadline deadline) {
        awaitFolder(deadline);
        return slots.all().stream().map(ModelSlot::status).toList();
    }

    @MustBeClosed
    public ModelLease lease(String name) {
        return lease(name, Optional.empty(), patience());
    }

    @MustBeClosed
    public ModelLease lease(String name, String key) {
        return lease(name, Optional.of(Request.requireCaller(key)), patience());
    }

    /** A lease within a time that includes finding the name; never longer than an opening may take. */
    @MustBeClosed
    public ModelLease lease(String name, Optional<String> key, Deadline deadline) {
        return lease(known(name, deadline), key, deadline);
    }

    /**
     * A lease on a name that was found before.
     *
     * @param key who calls, if that is known
     */
    @MustBeClosed
    public ModelLease lease(ModelSlot slot, Optional<String> key, Deadline deadline) {
        if (closed) {
            throw EngineClosed.refusal();
        }
        // What could not answer when the caller's turn came may be there by now, or be another one of the same name.
        ModelSlot found = isWanting(slot) ? known(slot.name(), deadline) : slot;
        return found.lease(key, bounded(deadline));
    }

    /** How long a caller without a deadline waits for a model. */
    public Deadline patience() {
        return Deadline.in(settings.openDeadline());
    }

    private Deadline bounded(Deadline deadline) {
        return deadline.orIn(settings.openDeadline());
    }

    public String only() {
        return only(patience());
    }

    public String only(Deadline deadline) {
        awaitFolder(deadline);
        List<String> names = slots.names();
        if (names.isEmpty()) {
            throw slots.nothing();
        }
        List<ModelStatus> usable = list(deadline).stream()
                .filter(status -> status.error().isEmpty() || status.device().isPresent())
                .toList();
        if (usable.size() == 1) {
            return usable.get(0).name();
        }
        if (usable.isEmpty()) {
            // All have failed: asking for the first one says why.
            return names.get(0);
        }
        throw EngineException.invalidArgument(
                settings.artifacts() + " holds " + usable.size() + " models.",
                "Name one of: "
                        + String.join(
                                ", ", usable.stream().map(ModelStatus::name).toList()) + ".");
    }

    public void rescan() {
        discovery.rescan();
    }

    public boolean awaitSettled(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        do {
            if (!discovery.awaitIdle(end - System.nanoTime())) {
                return false;
            }
            List<CompletableFuture<Void>> changes =
                    slots.all().stream().map(ModelSlot::settled).toList();
            boolean idle = changes.stream().allMatch(CompletableFuture::isDone);
            if (!Deadlines.forAll(changes, end - System.nanoTime())) {
                return false;
            }
            if (idle && discovery.isIdle()) {
                return true;
            }
        } while (System.nanoTime() < end);
        return false;
    }

    /** No call finds a model any more. */
    public void close() {
        closed = true;
    }

    /** What counts for single calls of a name now. */
    public Batching batching(ModelSlot slot) {
        return settings.serving().batchingOf(slot.name(), slot.desired().batching());
    }

    /** The slot of a name that was asked for, however new it is. */
    ModelSlot known(String name) {
        return known(name, patience());
    }

    /** @param deadline of the caller; the folder is waited for no longer than an opening may take */
    public ModelSlot known(String name, Deadline deadline) {
        EngineException.required(name, "model");
        if (closed) {
            throw EngineClosed.refusal();
        }
        ModelSlot slot = slots.get(name);
        Deadline bounded = bounded(deadline);
        if (slot == null) {
            awaitFirstScan(bounded);
            slot = slots.find(name);
        }
        if (slot == null || isWanting(slot)) {
            discovery.awaitPending(bounded.left());
            Interrupts.check("The wait for new files in " + settings.artifacts());
            slot = slots.find(name);
        }
        if (bounded.isPast() && !discovery.isAtRest() && (slot == null || isBeingWritten(slot))) {
            throw unread("holds files that are still being written, or looked at,", bounded);
        }
        if (slot == null) {
            throw closed ? EngineClosed.refusal() : slots.missing(name);
        }
        return slot;
    }

    /** Whether it does not answer, and a look at its files may change that. */
    private static boolean isWanting(ModelSlot slot) {
        return !slot.answers() && slot.desired().failure().isPresent();
    }

    /** Whether nothing can be said about its files yet. */
    private static boolean isBeingWritten(ModelSlot slot) {
        return !slot.answers()
                && slot.desired()
                        .failure()
                        .filter(Failure.StillWritten.class::isInstance)
                        .isPresent();
    }

    /** Begins to open a model, if its name is known by now. */
    public void announce(String name) {
        ModelSlot slot = slots.find(name);
        if (slot != null) {
            slot.announce();
        }
    }

    /** Makes a name that the folder does not know, for something to be loaded under it. */
    void admit(String name) {
        awaitFirstScan(patience());
        if (slots.find(name) == null) {
            String checked = ModelSpec.nameOf(name);
            slots.tell(checked, found -> found.reject(List.of(), slots.missing(checked)));
        }
    }

    /**
     * Waits for the first look at the folder and, as long as there is time, for files that are too fresh to be read; not for
     * files that are written all the time.
     */
    private void awaitFolder(Deadline deadline) {
        Deadline bounded = bounded(deadline);
        awaitFirstScan(bounded);
        discovery.awaitPending(bounded.orIn(FRESH).left());
        Interrupts.check("The wait for new files in " + settings.artifacts());
    }

    private void awaitFirstScan(Deadline deadline) {
        if (!discovery.awaitFirstScan(deadline.left())) {
            Interrupts.check("The wait for the first look at " + settings.artifacts());
            throw unread("was not read", deadline);
        }
    }

    private EngineException unread(String what, Deadline deadline) {
        return new EngineException(
                ErrorCode.DEADLINE_EXCEEDED,
                settings.artifacts() + " " + what + " after " + deadline.text() + ".",
                "Try again later; a slow disk or a very large folder may be the cause.");
    }
}
