package io.pokeai.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.pokeai.engine.api.EngineFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/**
 * Weights, versions and back-end bundles swapped in the assembled runtime while eight threads classify without pause; with
 * {@code -Pdjl}, ONNX Runtime and libtorch as well.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SwapPaxIT {
    private static final int SWAPS = Integer.getInteger("pokeai.itest.swaps", 60);

    /** How often each kind of swap has happened when memory must no longer grow. */
    private static final int SETTLING_ROUNDS = 5;

    private static final double GROWTH = 1.05;

    /** A shorter run has not seen all that the virtual machine and malloc keep for later, and says nothing of memory. */
    private static final int LONG_RUN = 500;

    private static final int SAMPLE = 100;
    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    public BundleContext context;

    @Inject
    public EngineFactory engines;

    @Configuration
    public static Option[] configuration() throws Exception {
        SwapSoak.prepare();
        return FrameworkOptions.ofAssembly();
    }

    @Test
    public void noAnswerIsLostOrWrongAndNothingGrows() throws Exception {
        Path folder = Scratch.folder("swaps");
        LoaderWatch loaders = new LoaderWatch();
        List<String> temporary = Scratch.temporaryFiles();
        long settled = 0;
        long last = 0;
        try (SwapSoak soak = SwapSoak.begin(context, engines, folder, loaders)) {
            int settling = Math.min(SETTLING_ROUNDS * soak.kinds(), SWAPS / 2);
            for (int i = 1; i <= SWAPS; i++) {
                soak.swap(i);
                last = i == settling || i == SWAPS ? soak.residentKilobytes() : last;
                settled = i == settling ? last : settled;
                if (i % SAMPLE == 0) {
                    Figures.print("swaps.rss-at-" + i, soak.residentKilobytes(), "kB");
                }
            }
            soak.stop();
            Figures.print("swaps.swaps", SWAPS, "swaps");
            Figures.print("swaps.right-answers", soak.answers(), "answers");
            Figures.print("swaps.faults", soak.faults().size(), "answers");
            Figures.print("swaps.rss-after-" + settling, settled, "kB");
            Figures.print("swaps.rss-last", last, "kB");
            assertEquals(List.of(), soak.faults());
            assertTrue("answers " + soak.answers(), soak.answers() > SWAPS);
            assertEquals(
                    soak.libraries().toString(),
                    soak.backEnds(),
                    soak.libraries().size());
            assertTrue("resident " + settled + " then " + last + " kB", SWAPS < LONG_RUN || last <= GROWTH * settled);
        } finally {
            Scratch.delete(folder);
        }
        assertEquals("temporary files", temporary, Scratch.temporaryFiles());
        assertEquals("reachable class loaders", List.of(), loaders.reachableAfter(LONG));
    }
}
