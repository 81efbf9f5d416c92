package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.runtime.internal.fixture.Lincheck;
import io.pokeai.engine.runtime.internal.generation.Leasable;
import io.pokeai.engine.runtime.internal.generation.StripedRefCount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.annotations.Validate;
import org.jetbrains.kotlinx.lincheck.paramgen.IntGen;
import org.jetbrains.kotlinx.lincheck.paramgen.ThreadIdGen;
import org.jetbrains.kotlinx.lincheck.verifier.EpsilonVerifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Lincheck tries the interleavings of small programs over {@link RolloutState} with generations that count as the real ones do:
 * whoever asks is answered by what answers at one moment within its call, and nothing is closed under anybody.
 */
@EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "Lincheck 2.39 cannot read the classes of later JDKs")
class RolloutStateLincheckTest {
    private static final int NOBODY = -1;
    private static final int THREADS = 5;
    private static final int HALF = RolloutState.SHARES / 2;

    @Test
    void itIsLinearizable() {
        LinChecker.check(Real.class, Lincheck.quick().sequentialSpecification(Plain.class));
    }

    /** Somebody always answers, and is open, whatever is published meanwhile. */
    @Test
    void whoAsksDuringASwapIsAnsweredByWhatIsOpen() {
        LinChecker.check(Swaps.class, Lincheck.focused().verifier(EpsilonVerifier.class));
    }

    @Test
    @Tag("slow")
    void thoroughly() {
        LinChecker.check(Real.class, Lincheck.thorough().sequentialSpecification(Plain.class));
    }

    /** A generation. */
    private static final class Member implements Leasable<Member> {
        private final int number;
        private final StripedRefCount uses;
        private volatile boolean closed;

        Member(int number, RolloutState<Member, Member> state) {
            this.number = number;
            this.uses = new StripedRefCount(1, () -> {
                closed = true;
                state.left(this);
            });
        }

        @Override
        public @Nullable Member tryLease() {
            return uses.tryEnter(0) ? this : null;
        }

        @Override
        public void retire() {
            uses.retire();
        }
    }

    /** One generation answers, and one thread has already begun to open the next. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    @Param(name = "half", gen = IntGen.class, conf = "0:1")
    public static class Real {
        private final RolloutState<Member, Member> machine = new RolloutState<>();
        private final List<Deque<Member>> leases = lists();
        private final boolean[] begun = new boolean[THREADS];
        // Guarded by the place that begin() takes: nobody else opens meanwhile.
        private final List<Member> opened = new ArrayList<>();
        private volatile boolean broken;

        public Real() {
            boolean free = machine.begin().isEmpty();
            broken = !free || machine.publish(open()).isPresent();
            begun[1] = machine.begin().isEmpty();
        }

        private static List<Deque<Member>> lists() {
            return Stream.generate(() -> (Deque<Member>) new ArrayDeque<Member>())
                    .limit(THREADS)
                    .toList();
        }

        private Member open() {
            Member next = new Member(opened.size(), machine);
            opened.add(next);
            return next;
        }

        @Operation
        public int acquire(@Param(name = "thread") int thread, @Param(name = "half") int half) {
            Member member = machine.lease(half * HALF);
            if (member == null) {
                return NOBODY;
            }
            broken |= member.closed;
            leases.get(thread).add(member);
            return member.number;
        }

        @Operation
        public int release(@Param(name = "thread") int thread) {
            Member member = leases.get(thread).poll();
            if (member == null) {
                return NOBODY;
            }
            broken |= member.closed;
            member.uses.leave(0);
            return member.number;
        }

        @Operation
        public boolean begin(@Param(name = "thread") int thread) {
            boolean free = machine.begin().isEmpty();
            begun[thread] |= free;
            return free;
        }

        @Operation
        public boolean publish(@Param(name = "thread") int thread) {
            boolean may = begun[thread];
            begun[thread] = false;
            return may && machine.publish(open()).isEmpty();
        }

        @Operation
        public boolean tryOut(@Param(name = "thread") int thread) {
            boolean may = begun[thread];
            begun[thread] = false;
            return may && machine.tryOut(open(), HALF);
        }

        @Operation
        public boolean promote() {
            return machine.promote();
        }

        @Operation
        public boolean abort() {
            return machine.abort();
        }

        @Operation
        public void withdrawEven() {
            machine.withdraw(member -> member.number % 2 == 0);
        }

        @Operation
        public void close() {
            machine.close();
        }

        @Validate
        public void nothingIsClosedUnderAnybodyOrForgotten() {
            RolloutState.Roles<Member> roles = machine.roles();
            for (Member member : opened) {
                boolean out = member != roles.current() && member != roles.trial();
                boolean held = leases.stream().anyMatch(own -> own.contains(member));
                if (broken || member.closed != (out && !held)) {
                    throw new IllegalStateException("#" + member.number + " closed: " + member.closed + ", out: " + out
                            + ", held: " + held + ", used after its end: " + broken);
                }
            }
        }
    }

    /** Calls and swaps, nothing else. */
    public static class Swaps {
        private final RolloutState<Member, Member> machine = new RolloutState<>();
        private final AtomicInteger opened = new AtomicInteger();
        private volatile boolean broken;

        public Swaps() {
            swap();
        }

        @Operation
        public int call() {
            Member member = machine.lease(0);
            if (member == null || member.closed) {
                broken = true;
                return NOBODY;
            }
            member.uses.leave(0);
            return member.number;
        }

        @Operation
        public boolean swap() {
            return machine.begin().isEmpty()
                    && machine.publish(new Member(opened.getAndIncrement(), machine))
                            .isEmpty();
        }

        @Validate
        public void everyCallWasAnswered() {
            if (broken) {
                throw new IllegalStateException("a caller was answered by nobody, or by what was closed");
            }
        }
    }

    /** The same for one thread at a time, in the words of its documentation. */
    public static class Plain {
        private final List<List<Integer>> leases = Stream.generate(() -> (List<Integer>) new ArrayList<Integer>())
                .limit(THREADS)
                .toList();
        private final boolean[] begun = {false, true, false, false, false};
        private int opened = 1;
        private int current;
        private int trial = NOBODY;
        private boolean opening = true;
        private boolean evenUnwelcome;
        private boolean closed;

        public int acquire(int thread, int half) {
            int answering = trial != NOBODY && half == 0 ? trial : current;
            if (answering != NOBODY) {
                leases.get(thread).add(answering);
            }
            return answering;
        }

        public int release(int thread) {
            return leases.get(thread).isEmpty() ? NOBODY : leases.get(thread).remove(0);
        }

        public boolean begin(int thread) {
            boolean leaving =
                    leases.stream().flatMap(List::stream).anyMatch(member -> member != current && member != trial);
            boolean free = !closed && !opening && trial == NOBODY && !leaving;
            opening |= free;
            evenUnwelcome &= !free;
            begun[thread] |= free;
            return free;
        }

        /** What was withdrawn while it was opening never answers. */
        private boolean isWelcome(int next) {
            return !closed && !(evenUnwelcome && next % 2 == 0);
        }

        private boolean end(int thread) {
            boolean may = begun[thread];
            begun[thread] = false;
            opening &= !may;
            return may;
        }

        public boolean publish(int thread) {
            if (!end(thread)) {
                return false;
            }
            int next = opened++;
            boolean may = isWelcome(next);
            if (may) {
                current = next;
                trial = NOBODY;
            }
            return may;
        }

        public boolean tryOut(int thread) {
            if (!end(thread)) {
                return false;
            }
            int next = opened++;
            boolean may = isWelcome(next) && current != NOBODY;
            trial = may ? next : trial;
            return may;
        }

        public boolean promote() {
            boolean may = trial != NOBODY;
            current = may ? trial : current;
            trial = NOBODY;
            return may;
        }

        public boolean abort() {
            boolean may = trial != NOBODY;
            trial = NOBODY;
            return may;
        }

        public void withdrawEven() {
            evenUnwelcome |= opening;
            boolean currentGoes = current != NOBODY && current % 2 == 0;
            boolean trialGoes = trial != NOBODY && (currentGoes || trial % 2 == 0);
            current = currentGoes ? NOBODY : current;
            trial = trialGoes ? NOBODY : trial;
        }

        public void close() {
            closed = true;
            current = NOBODY;
            trial = NOBODY;
        }
    }
}
