package io.pokeai.engine.runtime.internal.generation;

import io.pokeai.engine.runtime.internal.fixture.Lincheck;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.annotations.Validate;
import org.jetbrains.kotlinx.lincheck.paramgen.ThreadIdGen;
import org.jetbrains.kotlinx.lincheck.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Lincheck tries the interleavings of small programs over {@link StripedRefCount}, one access of memory at a time. */
@EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "Lincheck 2.39 cannot read the classes of later JDKs")
class StripedRefCountLincheckTest {
    private static final int THREADS = 5;

    /** Of one stripe every act is atomic: whatever threads do, it is as if they had done it one after the other. */
    @Test
    void aStripeIsLinearizable() {
        LinChecker.check(OneStripe.class, Lincheck.quick().sequentialSpecification(Plain.class));
    }

    /**
     * Stripes are retired one after the other, so of two callers one may still be let in when another one was turned away
     * already. Nobody promises otherwise; what is promised of all stripes together is the end.
     */
    @Test
    void severalStripesEndOnceAndWhenAllHaveLeft() {
        LinChecker.check(TwoStripes.class, Lincheck.quick().verifier(EpsilonVerifier.class));
    }

    /** The last ones leave at once. */
    @Test
    void theEndComesOnceHoweverTheLastLeave() {
        LinChecker.check(Retired.class, Lincheck.focused().verifier(EpsilonVerifier.class));
    }

    @Test
    @Tag("slow")
    void thoroughly() {
        LinChecker.check(OneStripe.class, Lincheck.thorough().sequentialSpecification(Plain.class));
        LinChecker.check(TwoStripes.class, Lincheck.thorough().verifier(EpsilonVerifier.class));
    }

    /** Threads that come and go; each leaves only as often as it has come in, and two are inside from the beginning. */
    abstract static class Users {
        private final AtomicInteger ended = new AtomicInteger();
        private final StripedRefCount count;
        private final int stripes;
        private final int[] inside = new int[THREADS];
        private volatile boolean broken;
        private volatile boolean retired;

        Users(int stripes) {
            this.stripes = stripes;
            this.count = new StripedRefCount(stripes, ended::incrementAndGet);
            for (int thread = 0; thread < 2; thread++) {
                inside[thread] = count.tryEnter(stripe(thread)) ? 1 : 0;
            }
        }

        private int stripe(int thread) {
            return thread % stripes;
        }

        private void requireOpen() {
            if (ended.get() != 0) {
                broken = true;
            }
        }

        boolean doEnter(int thread) {
            boolean in = count.tryEnter(stripe(thread));
            if (in) {
                requireOpen();
                inside[thread]++;
            }
            return in;
        }

        boolean doJoin(int thread) {
            if (inside[thread] == 0) {
                return false;
            }
            boolean in = count.tryJoin(stripe(thread));
            if (in) {
                inside[thread]++;
            }
            return in;
        }

        boolean doLeave(int thread) {
            if (inside[thread] == 0) {
                return false;
            }
            requireOpen();
            inside[thread]--;
            count.leave(stripe(thread));
            return true;
        }

        void doRetire() {
            count.retire();
            retired = true;
        }

        void requireEnd() {
            int users = 0;
            for (int own : inside) {
                users += own;
            }
            int expected = retired && users == 0 ? 1 : 0;
            if (broken || ended.get() != expected || count.users() != users) {
                throw new IllegalStateException("ended " + ended + " times with " + users + " users (count says "
                        + count.users() + "), retired: " + retired + ", under somebody: " + broken);
            }
        }
    }

    /** All that threads may do. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public abstract static class Everything extends Users {
        Everything(int stripes) {
            super(stripes);
        }

        @Operation
        public boolean enter(@Param(name = "thread") int thread) {
            return doEnter(thread);
        }

        @Operation
        public boolean join(@Param(name = "thread") int thread) {
            return doJoin(thread);
        }

        @Operation
        public boolean leave(@Param(name = "thread") int thread) {
            return doLeave(thread);
        }

        @Operation
        public void retire() {
            doRetire();
        }

        @Validate
        public void end() {
            requireEnd();
        }
    }

    public static class OneStripe extends Everything {
        public OneStripe() {
            super(1);
        }
    }

    public static class TwoStripes extends Everything {
        public TwoStripes() {
            super(2);
        }
    }

    /** Retired while two were inside. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Retired extends Users {
        public Retired() {
            super(1);
            doRetire();
        }

        @Operation
        public boolean leave(@Param(name = "thread") int thread) {
            return doLeave(thread);
        }

        @Validate
        public void end() {
            requireEnd();
        }
    }

    /** What a stripe does, for one thread at a time. */
    public static class Plain {
        private final int[] inside = {1, 1, 0, 0, 0};
        private boolean retired;

        public boolean enter(int thread) {
            inside[thread] += retired ? 0 : 1;
            return !retired;
        }

        public boolean join(int thread) {
            boolean in = inside[thread] > 0;
            inside[thread] += in ? 1 : 0;
            return in;
        }

        public boolean leave(int thread) {
            boolean in = inside[thread] > 0;
            inside[thread] -= in ? 1 : 0;
            return in;
        }

        public void retire() {
            retired = true;
        }
    }
}
