package io.pokeai.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Augmentation;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.runner.JUnitCore;

/** A contract that nobody keeps fails, and so does one of which nothing ran. */
class ContractRunTest {
    @Test
    void aContractThatIsKeptPasses() {
        assertThat(ContractRun.run(FakeContractTest.class)).isGreaterThan(15);
        assertThat(ContractRun.run(Keeps.class)).isGreaterThan(8);
    }

    @Test
    void whereNothingRanNothingPassed() {
        assertThatThrownBy(() -> ContractRun.run(Object.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no test ran");
        assertThatThrownBy(() -> ContractRun.run(Nothing.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("augmentations() is empty");
    }

    @Test
    void whoeverRemembersIsCaught() {
        assertThatThrownBy(() -> ContractRun.run(Remembers.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("theSameArgumentsGiveTheSamePixels");
    }

    @Test
    void runnersThatKnowJUnit4OnlyFail() throws Exception {
        // The stack of a test has JUnit 5 in it; that of a thread of its own has not.
        AtomicInteger failures = new AtomicInteger();
        Thread surefire2 = new Thread(() -> failures.set(
                new JUnitCore().run(FakeContractTest.class, Keeps.class).getFailureCount()));
        surefire2.start();
        surefire2.join();
        assertThat(failures).hasValue(2);
        assertThat(new JUnitCore().run(FakeContractTest.class).getFailureCount())
                .isZero();
    }

    // Not called Test, so that the build does not run them by themselves.
    static class Keeps extends AugmentationContract {
        @Override
        protected List<Augmentation> augmentations() {
            return List.of(new Invert());
        }

        @Override
        protected boolean isRegistered() {
            return false;
        }
    }

    static final class Nothing extends Keeps {
        @Override
        protected List<Augmentation> augmentations() {
            return List.of();
        }
    }

    static final class Remembers extends Keeps {
        private static final AtomicInteger CALLS = new AtomicInteger();

        @Override
        protected List<Augmentation> augmentations() {
            return List.of(new Invert() {
                @Override
                public Pixels apply(Image in, int severity, RandomSource random) {
                    INFO.requireSeverity(severity);
                    byte[] rgb = in.rgb();
                    rgb[0] = (byte) CALLS.incrementAndGet();
                    return new Image(in.width(), in.height(), rgb);
                }
            });
        }
    }

    private static class Invert implements Augmentation {
        static final AugmentationInfo INFO =
                new AugmentationInfo("invert", 2001, "test", List.of("none"), true, "this test");

        @Override
        public AugmentationInfo info() {
            return INFO;
        }

        @Override
        public Pixels apply(Image in, int severity, RandomSource random) {
            INFO.requireSeverity(severity);
            byte[] rgb = in.rgb();
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) ~rgb[i];
            }
            return new Image(in.width(), in.height(), rgb);
        }
    }
}
