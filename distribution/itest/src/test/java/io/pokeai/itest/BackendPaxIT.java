package io.pokeai.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.Request;
import io.pokeai.itest.fake.LeakingBackend;
import io.pokeai.itest.fake.TidyBackend;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** Back ends that come and go in the assembled runtime. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BackendPaxIT {
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
    public void everyBundleOfTheAssemblyResolves() {
        // Those that only some commands start are resolved now, the others are.
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .resolveBundles(null);
        List<String> unresolved = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
            if (bundle.getState() == Bundle.INSTALLED && !fragment) {
                unresolved.add(bundle.getSymbolicName());
            }
        }
        assertEquals(List.of(), unresolved);
    }

    @Test
    public void withoutABackEndAModelSaysSoUntilOneIsInstalled() throws Exception {
        Path artifacts = Scratch.folder("arrival");
        KnownModel model = KnownModel.quick(1);
        model.write(artifacts, "known");
        byte[] red = Pictures.png(Color.RED, 50, 60);
        try (Engine engine = engines.open(EngineSettings.of(artifacts))) {
            ModelStatus status = engine.models().list().get(0);
            assertEquals("known", status.name());
            assertEquals(ErrorCode.NO_BACKEND, status.error().orElseThrow().code());
            EngineException refusal =
                    assertThrows(EngineException.class, () -> engine.classify(Request.of("known", red)));
            assertEquals(ErrorCode.NO_BACKEND, refusal.code());
            assertTrue(refusal.remedy(), refusal.remedy().contains("plugins"));

            Bundle backend = install(Assembly.find().backend());
            try {
                assertTrue(engine.models().awaitSettled(LONG));
                float difference = model.difference(
                        engine.classify(Request.of("known", red)).logits().orElseThrow(), Color.RED);
                assertTrue("wrong by " + difference, difference < KnownModel.TOLERANCE);
            } finally {
                backend.uninstall();
            }
            EngineException gone = assertThrows(EngineException.class, () -> engine.classify(Request.of("known", red)));
            assertTrue(gone.code().toString(), HotSwap.REFUSALS.contains(gone.code()));
        } finally {
            Scratch.delete(artifacts);
        }
    }

    @Test
    public void answersStayRightWhileTheBackEndComesAndGoes() throws Exception {
        Path artifacts = Scratch.folder("swap");
        LoaderWatch loaders = new LoaderWatch();
        List<String> temporary = Scratch.temporaryFiles();
        try (HotSwap swap =
                HotSwap.open(context, engines, artifacts, Assembly.find().backend(), loaders)) {
            swap.rounds(ROUNDS);
            swap.print();
            assertEquals(List.of(), swap.faults());
            assertTrue("refusals " + swap.refusals(), swap.answers() > ROUNDS);
            assertEquals(
                    swap.mappedLibraries().toString(), 1, swap.mappedLibraries().size());
        } finally {
            Scratch.delete(artifacts);
        }
        assertEquals("reachable class loaders", List.of(), loaders.reachableAfter(LONG));
        Figures.print("hot-swap.class-loaders-collected", loaders.count(), "loaders");
        assertEquals("temporary files", temporary, Scratch.temporaryFiles());
    }

    @Test
    public void aLeakingBackEndIsReportedAndATidyOneIsNot() throws Exception {
        LoaderWatch tidy = new LoaderWatch();
        comeAndGo(TidyBackend.class, tidy);
        assertEquals(List.of(), tidy.reachableAfter(LONG));
        LoaderWatch leaking = new LoaderWatch();
        try {
            comeAndGo(LeakingBackend.class, leaking);
            assertEquals(1, leaking.reachableAfter(Duration.ofSeconds(2)).size());
        } finally {
            System.getProperties().remove(LeakingBackend.PLACE);
        }
        assertEquals(List.of(), leaking.reachableAfter(LONG));
    }

    private void comeAndGo(Class<?> backend, LoaderWatch loaders) throws Exception {
        Bundle bundle = context.installBundle("test:" + backend.getName(), TestBundle.of(backend));
        bundle.start();
        loaders.watch(bundle);
        bundle.uninstall();
    }

    private Bundle install(Path jar) throws Exception {
        Bundle bundle = context.installBundle(jar.toUri().toString());
        bundle.start();
        return bundle;
    }
}
