package io.pokeai.engine.runtime.internal.lifecycle;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.runtime.internal.generation.Leasable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which generation of one name answers whom: the state machine of the registry, and nothing else. It opens nothing, waits
 * for nothing, and knows no clock and no thread.
 *
 * <pre>
 *             begin           publish                       replaced, aborted, withdrawn        last lease back
 *  (nothing) ───────► opening ───────► current ─┐                                                 ┌──────► closed
 *                        │    try out           ├──────────────────► leaving ─────────────────────┤
 *                        │───────────► trial ───┘                       │ deadline missed         │
 *                        └──► given up    │ promote: current            └──────► stuck ───────────┘
 * </pre>
 *
 * <p>There are two places. Opening takes the second one, so it begins only while no trial is open and no generation is leaving;
 * hence there are never three generations, but for those that hang: they are counted, and past {@link #MAX_STUCK} nothing
 * is opened any more.
 *
 * <p><b>Threads</b> safe. {@link #lease} takes no lock: it reads the roles and enters the one that they name; a member is
 * only retired after roles without it are written, so a caller that is refused sees newer roles at the next look.
 * {@code RolloutStateTest} compares it with a model over random interleavings and stresses it.
 *
 * @param <M> generations
 * @param <L> leases on them
 */
public final class RolloutState<M extends Leasable<L>, L> {
    /** Generations of a name that may hang in a back end before no other is opened. */
    static final int MAX_STUCK = 3;

    /** {@link #lease} takes a number below this; a trial of weight w answers those below w. */
    public static final int SHARES = 10_000;

    /**
     * Who answers; the weight is how many of {@link #SHARES} the trial answers, 0 for a shadow. No record, because Lincheck
     * cannot look into one.
     */
    static final class Roles<M> {
        private final @Nullable M current;
        private final @Nullable M trial;
        private final int weight;

        Roles(@Nullable M current, @Nullable M trial, int weight) {
            this.current = current;
            this.trial = trial;
            this.weight = weight;
        }

        @Nullable
        M current() {
            return current;
        }

        @Nullable
        M trial() {
            return trial;
        }

        int weight() {
            return weight;
        }

        private @Nullable M answering(int share) {
            return trial != null && share < weight ? trial : current;
        }
    }

    private volatile Roles<M> roles = new Roles<>(null, null, 0);

    @GuardedBy("this")
    private final Set<M> leaving = Collections.newSetFromMap(new IdentityHashMap<>());

    @GuardedBy("this")
    private final Set<M> abandoned = Collections.newSetFromMap(new IdentityHashMap<>());

    @GuardedBy("this")
    private int stuckOpenings;

    @GuardedBy("this")
    private boolean opening;

    /** Members that have to leave, as asked for since the opening began; the one that is opening may be among them. */
    @GuardedBy("this")
    private Predicate<M> unwelcome = member -> false;

    @GuardedBy("this")
    private boolean closed;

    /** A lease on the member that answers a caller of this share, or null when none answers. */
    @Nullable
    L lease(int share) {
        while (true) {
            M answering = roles.answering(share);
            if (answering == null) {
                return null;
            }
            L lease = answering.tryLease();
            if (lease != null) {
                return lease;
            }
        }
    }

    Roles<M> roles() {
        return roles;
    }

    /** Takes the second place for a generation that is to be opened, unless something is in the way. */
    synchronized Optional<Blocker> begin() {
        Optional<Blocker> blocker = blocker();
        opening |= blocker.isEmpty();
        return blocker;
    }

    @GuardedBy("this")
    private void endOpening() {
        opening = false;
        unwelcome = member -> false;
    }

    @GuardedBy("this")
    private Optional<Blocker> blocker() {
        if (closed) {
            return Optional.of(Blocker.CLOSED);
        }
        if (opening) {
            return Optional.of(Blocker.OPENING);
        }
        if (roles.trial() != null) {
            return Optional.of(Blocker.TRIAL);
        }
        if (!leaving.isEmpty()) {
            return Optional.of(Blocker.LEAVING);
        }
        return stuck() >= MAX_STUCK ? Optional.of(Blocker.STUCK) : Optional.empty();
    }

    /** Gives the place of {@link #begin} back. */
    synchronized void giveUp() {
        endOpening();
    }

    /** Gives the place of {@link #begin} back, and the opened member with it: it leaves, and nobody has been answered by it. */
    synchronized void refuse(M next) {
        endOpening();
        leave(next);
    }

    /** Gives the place back, though the opening has not returned; {@link #unstick} when it does. */
    synchronized void giveUpStuck() {
        endOpening();
        stuckOpenings++;
    }

    /** What was given up as stuck has come back. */
    synchronized void unstick() {
        stuckOpenings--;
    }

    /**
     * The opened member answers all callers from now on; else the reason why not, and then it has to leave at once: the name is
     * closed, or it was withdrawn while it was opening.
     */
    synchronized Optional<Blocker> publish(M next) {
        Optional<Blocker> blocker = turnedAway(next);
        endOpening();
        if (blocker.isPresent()) {
            leave(next);
            return blocker;
        }
        M old = roles.current();
        roles = new Roles<>(next, null, 0);
        leave(old);
        return Optional.empty();
    }

    @GuardedBy("this")
    private Optional<Blocker> turnedAway(M next) {
        if (closed) {
            return Optional.of(Blocker.CLOSED);
        }
        return unwelcome.test(next) ? Optional.of(Blocker.WITHDRAWN) : Optional.empty();
    }

    /**
     * The opened member answers a part of the callers, or none; false when no other member answers, the name is closed, or it
     * was withdrawn while it was opening.
     */
    synchronized boolean tryOut(M next, int weight) {
        boolean away = turnedAway(next).isPresent();
        endOpening();
        if (away || roles.current() == null) {
            leave(next);
            return false;
        }
        roles = new Roles<>(roles.current(), next, weight);
        return true;
    }

    /** The trial answers another part; false when there is none. */
    synchronized boolean weigh(int weight) {
        if (roles.trial() == null) {
            return false;
        }
        roles = new Roles<>(roles.current(), roles.trial(), weight);
        return true;
    }

    /** The trial answers all callers; false when there is none. */
    synchronized boolean promote() {
        M old = roles.current();
        M next = roles.trial();
        if (next == null) {
            return false;
        }
        roles = new Roles<>(next, null, 0);
        leave(old);
        return true;
    }

    /** The trial leaves; false when there is none. */
    synchronized boolean abort() {
        M trial = roles.trial();
        if (trial == null) {
            return false;
        }
        roles = new Roles<>(roles.current(), null, 0);
        leave(trial);
        return true;
    }

    /** Those members leave, also one that is opening now; a trial goes with the current one. True when a trial went. */
    @CanIgnoreReturnValue
    synchronized boolean withdraw(Predicate<M> which) {
        if (opening) {
            unwelcome = unwelcome.or(which);
        }
        M current = roles.current();
        M trial = roles.trial();
        boolean currentGoes = current != null && which.test(current);
        boolean trialGoes = trial != null && (currentGoes || which.test(trial));
        if (currentGoes || trialGoes) {
            roles = new Roles<>(currentGoes ? null : current, trialGoes ? null : trial, trialGoes ? 0 : roles.weight());
            leave(currentGoes ? current : null);
            leave(trialGoes ? trial : null);
        }
        return trialGoes;
    }

    /** All members leave, and no new ones are accepted. */
    synchronized void close() {
        closed = true;
        withdraw(member -> true);
    }

    /** Members that still have users or are being closed, and whose place is not yet free. */
    synchronized List<M> leaving() {
        return List.copyOf(leaving);
    }

    /** Members that hang, and whose place was given away. */
    synchronized List<M> abandoned() {
        return List.copyOf(abandoned);
    }

    /** How many hang. */
    synchronized int stuck() {
        return abandoned.size() + stuckOpenings;
    }

    /** A member has been closed. */
    synchronized void left(M member) {
        leaving.remove(member);
        abandoned.remove(member);
    }

    /** The place of a member that is leaving is needed, whatever it waits for; {@link #left} when it is closed after all. */
    synchronized void abandon(M member) {
        if (leaving.remove(member)) {
            abandoned.add(member);
        }
    }

    @GuardedBy("this")
    private void leave(@Nullable M member) {
        if (member != null) {
            leaving.add(member);
            member.retire();
        }
    }
}
