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

/** Augmentations that come and go in the assembled runtime. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class AugmentationPaxIT {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int ROUNDS = Integer.getInteger("pokeai.itest.rounds", 8);

    @Inject
    public BundleContext context;

    @Inject
    public EngineFactory engines;

    @Configuration
    public static Option[] configuration() {
        return FrameworkOptions.ofAssembly();
    }

    @Test
    public void picturesStayRightWhileTheCorruptionsComeAndGo() throws Exception {
        Path artifacts = Scratch.folder("corruption-swap");
        LoaderWatch loaders = new LoaderWatch();
        try (CorruptionSwap swap = CorruptionSwap.open(context, engines, artifacts, loaders)) {
            swap.rounds(ROUNDS);
            Figures.print("corruption-swap.right-pictures", swap.pictures(), "pictures");
            Figures.print("corruption-swap.right-answers", swap.answers(), "answers");
            Figures.print("corruption-swap.refusals", swap.refusals(), "calls");
            assertEquals(List.of(), swap.faults());
            assertTrue(swap.pictures() > ROUNDS && swap.answers() > ROUNDS);
        } finally {
            Scratch.delete(artifacts);
        }
        assertEquals("reachable class loaders", List.of(), loaders.reachableAfter(LONG));
        Figures.print("corruption-swap.class-loaders-collected", loaders.count(), "loaders");
    }
}
