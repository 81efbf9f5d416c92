package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a roll-back brings: what answered before the last change, once.
 *
 * <p><b>Threads</b> guarded by the lock of the {@link DesiredState} that it is a part of.
 */
final class PreviousAnswer {
    /** What answered before the last change of content or of back end. */
    private @Nullable Candidate previous;

    /** What the last roll-back brought; nothing else has been published since. */
    private @Nullable Candidate rolledBackTo;

    Optional<Candidate> previous() {
        return Optional.ofNullable(previous);
    }

    /** Something else answers now. */
    void published(Candidate now, @Nullable Candidate before) {
        if (before != null && !isSame(before, now)) {
            previous = before;
            rolledBackTo = null;
        }
    }

    /** A roll-back has published this: the next roll-back has nothing to do. */
    void rolledBack(Candidate to) {
        previous = null;
        rolledBackTo = to;
    }

    /** Whether this is what the last roll-back brought, and answers still. */
    boolean isRolledBackTo(Candidate answering) {
        return rolledBackTo != null && isSame(rolledBackTo, answering);
    }

    /** The back end leaves. */
    void withdraw(ClassifierFactory leaving) {
        previous = previous == null ? null : previous.without(leaving);
        rolledBackTo = rolledBackTo == null ? null : rolledBackTo.without(leaving);
    }

    /** The name is gone. */
    void end() {
        previous = null;
        rolledBackTo = null;
    }

    private static boolean isSame(Candidate one, Candidate other) {
        return one.sameContentAs(other)
                && one.spec().backend().equals(other.spec().backend());
    }
}
