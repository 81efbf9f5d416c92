package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.runtime.internal.generation.Leasable;
import io.pokeai.engine.runtime.internal.generation.StripedRefCount;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The state machine of a name against a model that is plain enough to be believed, and against threads. */
class RolloutStateTest {
    private static final int EVERYBODY = RolloutState.SHARES - 1;
    private static final int HALF = RolloutState.SHARES / 2;

    /** A generation: counts, and says when it was closed. */
    private static final class Member implements Leasable<Member> {
        private final int number;
        private final StripedRefCount uses;
        private volatile boolean closed;

        Member(int number, RolloutState<Member, Member> state) {
            this.number = number;
            this.uses = new StripedRefCount(2, () -> {
                closed = true;
                state.left(this);
            });
        }

        @Override
        public @Nullable Member tryLease() {
            return uses.tryEnter(uses.stripe()) ? this : null;
        }

        void release() {
            uses.leave(uses.stripe());
        }

        @Override
        public void retire() {
            uses.retire();
        }

        @Override
        public String toString() {
            return "#" + number;
        }
    }

    private enum Act {
        LEASE,
        RELEASE,
        BEGIN,
        PUBLISH,
        FAIL,
        REFUSE,
        HANG,
        CANARY,
        SHADOW,
        WEIGH,
        PROMOTE,
        ABORT,
        STOP_BACKEND,
        ABANDON,
        CLOSE
    }

    private record Step(Act act, int choice) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Act> acts = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(8, Act.LEASE),
                net.jqwik.api.Tuple.of(6, Act.RELEASE),
                net.jqwik.api.Tuple.of(6, Act.BEGIN),
                net.jqwik.api.Tuple.of(5, Act.PUBLISH),
                net.jqwik.api.Tuple.of(2, Act.FAIL),
                net.jqwik.api.Tuple.of(2, Act.REFUSE),
                net.jqwik.api.Tuple.of(1, Act.HANG),
                net.jqwik.api.Tuple.of(3, Act.CANARY),
                net.jqwik.api.Tuple.of(2, Act.SHADOW),
                net.jqwik.api.Tuple.of(2, Act.WEIGH),
                net.jqwik.api.Tuple.of(3, Act.PROMOTE),
                net.jqwik.api.Tuple.of(2, Act.ABORT),
                net.jqwik.api.Tuple.of(2, Act.STOP_BACKEND),
                net.jqwik.api.Tuple.of(2, Act.ABANDON),
                net.jqwik.api.Tuple.of(1, Act.CLOSE));
        return Combinators.combine(acts, Arbitraries.integers().between(0, EVERYBODY))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    /** What the machine must do, written as it is said and not as it is done. */
    private static final class Model {
        Member current;
        Member trial;
        int weight;
        boolean opening;
        boolean closed;
        int hanging;
        // Odd or even numbers that were withdrawn since the opening began.
        final List<Integer> unwelcome = new ArrayList<>();
        final List<Member> leases = new ArrayList<>();
        final List<Member> opened = new ArrayList<>();
        final List<Member> given = new ArrayList<>();

        Member answering(int share) {
            return trial != null && share < weight ? trial : current;
        }

        boolean isUnwelcome(Member member) {
            return unwelcome.contains(member.number % 2);
        }

        boolean isOut(Member member) {
            return member != current && member != trial;
        }

        /** Out of the roles, and somebody still uses it. */
        long held(boolean counted) {
            return opened.stream()
                    .filter(this::isOut)
                    .filter(leases::contains)
                    .filter(member -> given.contains(member) != counted)
                    .count();
        }

        long stuck() {
            return hanging + held(false);
        }

        boolean mayBegin() {
            return !closed && !opening && trial == null && held(true) == 0 && stuck() < RolloutState.MAX_STUCK;
        }
    }

    @Property(tries = 2_000)
    void itDoesWhatTheModelDoes(@ForAll("steps") List<Step> steps) {
        RolloutState<Member, Member> machine = new RolloutState<>();
        Model model = new Model();
        for (Step step : steps) {
            take(step, machine, model);
            RolloutState.Roles<Member> roles = machine.roles();
            assertThat(roles.current()).isSameAs(model.current);
            assertThat(roles.trial()).isSameAs(model.trial);
            assertThat(machine.stuck()).isEqualTo((int) model.stuck());
            for (Member member : model.opened) {
                boolean gone = model.isOut(member) && !model.leases.contains(member);
                assertThat(member.closed).as("%s closed", member).isEqualTo(gone);
            }
            long open = model.opened.stream().filter(member -> !member.closed).count();
            assertThat(open + (model.opening ? 1 : 0) - model.held(false))
                    .as("never three generations")
                    .isLessThanOrEqualTo(2);
        }
        machine.close();
        List.copyOf(model.leases).forEach(Member::release);
        assertThat(model.opened).allMatch(member -> member.closed);
    }

    private static void take(Step step, RolloutState<Member, Member> machine, Model model) {
        switch (step.act()) {
            case LEASE -> {
                Member leased = machine.lease(step.choice());
                assertThat(leased).isSameAs(model.answering(step.choice()));
                if (leased != null) {
                    model.leases.add(leased);
                }
            }
            case RELEASE -> {
                if (!model.leases.isEmpty()) {
                    model.leases.remove(step.choice() % model.leases.size()).release();
                }
            }
            case BEGIN -> {
                boolean may = model.mayBegin();
                assertThat(machine.begin().isEmpty()).isEqualTo(may);
                if (may) {
                    model.opening = true;
                    model.unwelcome.clear();
                }
            }
            case PUBLISH -> {
                if (model.opening) {
                    Member next = opened(machine, model);
                    boolean published = machine.publish(next).isEmpty();
                    assertThat(published).isEqualTo(!model.closed && !model.isUnwelcome(next));
                    model.current = published ? next : model.current;
                    model.trial = published ? null : model.trial;
                }
            }
            case FAIL -> {
                if (model.opening) {
                    model.opening = false;
                    machine.giveUp();
                }
            }
            case REFUSE -> {
                if (model.opening) {
                    Member next = opened(machine, model);
                    if (step.choice() % 2 == 0) { // a gate that has not returned its lease
                        model.leases.add(next.tryLease());
                    }
                    machine.refuse(next);
                }
            }
            case HANG -> {
                if (model.opening) {
                    model.opening = false;
                    machine.giveUpStuck();
                    model.hanging++;
                } else if (model.hanging > 0) {
                    machine.unstick();
                    model.hanging--;
                }
            }
            case CANARY -> tryOut(machine, model, HALF);
            case SHADOW -> tryOut(machine, model, 0);
            case WEIGH -> {
                assertThat(machine.weigh(step.choice())).isEqualTo(model.trial != null);
                model.weight = model.trial != null ? step.choice() : model.weight;
            }
            case PROMOTE -> {
                assertThat(machine.promote()).isEqualTo(model.trial != null);
                model.current = model.trial != null ? model.trial : model.current;
                model.trial = null;
            }
            case ABORT -> {
                assertThat(machine.abort()).isEqualTo(model.trial != null);
                model.trial = null;
            }
            case STOP_BACKEND -> {
                int odd = step.choice() % 2;
                machine.withdraw(member -> member.number % 2 == odd);
                model.unwelcome.add(odd);
                boolean current = model.current != null && model.current.number % 2 == odd;
                boolean trial = model.trial != null && (current || model.trial.number % 2 == odd);
                model.current = current ? null : model.current;
                model.trial = trial ? null : model.trial;
            }
            case ABANDON ->
                machine.leaving().stream().findFirst().ifPresent(member -> {
                    machine.abandon(member);
                    model.given.add(member);
                });
            case CLOSE -> {
                // Rarely, or nothing else would be seen.
                if (step.choice() % 5 == 0) {
                    machine.close();
                    model.closed = true;
                    model.current = null;
                    model.trial = null;
                }
            }
        }
    }

    private static void tryOut(RolloutState<Member, Member> machine, Model model, int weight) {
        if (model.opening) {
            Member next = opened(machine, model);
            boolean begun = machine.tryOut(next, weight);
            assertThat(begun).isEqualTo(!model.closed && model.current != null && !model.isUnwelcome(next));
            if (begun) {
                model.trial = next;
                model.weight = weight;
            }
        }
    }

    private static Member opened(RolloutState<Member, Member> machine, Model model) {
        model.opening = false;
        Member next = new Member(model.opened.size(), machine);
        model.opened.add(next);
        return next;
    }

    @Test
    @Timeout(300)
    void callersAlwaysGetAnOpenGenerationWhateverIsChanged() throws Exception {
        RolloutState<Member, Member> machine = new RolloutState<>();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong leases = new AtomicLong();
        List<Member> all = new ArrayList<>();
        assertThat(machine.begin()).isEmpty();
        all.add(new Member(0, machine));
        machine.publish(all.get(0));
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            CountDownLatch begun = new CountDownLatch(4);
            List<Future<?>> calls = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(i -> callers.submit(() -> call(machine, stop, leases, begun)))
                    .toList();
            begun.await();
            for (int i = 1; i < 500; i++) {
                while (machine.begin().isPresent()) {
                    Thread.onSpinWait();
                }
                Member next = new Member(i, machine);
                all.add(next);
                if (i % 3 == 0) {
                    machine.tryOut(next, HALF);
                    assertThat(i % 2 == 0 ? machine.promote() : machine.abort()).isTrue();
                } else if (i % 5 == 0) {
                    machine.refuse(next);
                } else {
                    machine.publish(next);
                }
            }
            stop.set(true);
            for (Future<?> call : calls) {
                call.get(); // an AssertionError inside comes out here
            }
        } finally {
            callers.shutdownNow();
        }
        machine.close();
        assertThat(all).allMatch(member -> member.closed);
        assertThat(leases.get()).isPositive();
    }

    private static void call(
            RolloutState<Member, Member> machine, AtomicBoolean stop, AtomicLong leases, CountDownLatch begun) {
        begun.countDown();
        int share = 0;
        while (!stop.get()) {
            share = (share + 7) % RolloutState.SHARES;
            Member member = machine.lease(share);
            assertThat(member).as("somebody always answers").isNotNull();
            assertThat(member.closed).as("a leased generation is open").isFalse();
            leases.incrementAndGet();
            assertThat(member.closed).as("a leased generation stays open").isFalse();
            member.release();
        }
    }
}
