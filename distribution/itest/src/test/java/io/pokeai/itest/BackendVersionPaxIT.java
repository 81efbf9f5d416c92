package io.pokeai.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.itest.fake.BiasedBackend;
import java.awt.Color;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;

/** Bundles of one back end in versions that agree and that do not. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BackendVersionPaxIT {
    private static final String NAME = "io.pokeai.itest.biased";
    private static final String BELOW = "io.pokeai.itest.below";
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final SwapTerms EVE = SwapTerms.of("eve");

    @Inject
    public BundleContext context;

    @Inject
    public EngineFactory engines;

    private final byte[] red = Pictures.png(Color.RED, 40, 40);
    private final LoaderWatch loaders = new LoaderWatch();
    private Path artifacts;
    private Engine engine;

    @Configuration
    public static Option[] configuration() {
        return FrameworkOptions.ofAssembly();
    }

    private void open() throws Exception {
        artifacts = Scratch.folder("versions");
        Path file = Files.writeString(artifacts.resolve("m.onnx"), "some weights");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(10)));
        engine = engines.open(EngineSettings.of(artifacts).withWatch(false));
    }

    private void close() throws Exception {
        engine.close();
        for (Bundle bundle : context.getBundles()) {
            if (List.of(NAME, NAME + ".second", BELOW).contains(bundle.getSymbolicName())) {
                bundle.uninstall();
            }
        }
        Scratch.delete(artifacts);
        assertEquals("reachable class loaders", List.of(), loaders.reachableAfter(LONG));
    }

    private interface Body {
        void run() throws Exception;
    }

    /** Pax Exam's own runner knows no {@code @Before}. */
    private void inAnEngine(Body body) throws Exception {
        open();
        try {
            body.run();
        } finally {
            close();
        }
    }

    private static InputStream build(String version, String bias) throws Exception {
        return TestBundle.biased(NAME, version, Map.of(BiasedBackend.BIAS, bias));
    }

    private Bundle install(InputStream content) throws Exception {
        Bundle bundle = context.installBundle("test:" + System.nanoTime(), content);
        bundle.start();
        return bundle;
    }

    private void update(Bundle bundle, InputStream content) throws Exception {
        loaders.watch(bundle);
        bundle.update(content);
        settle();
    }

    private void settle() throws Exception {
        engine.models().rescan();
        assertTrue(engine.models().awaitSettled(LONG));
    }

    private float answer() {
        return engine.classify(Request.of("m", red)).logits().orElseThrow().get(0);
    }

    private void disagrees() {
        EngineException refusal = assertThrows(EngineException.class, this::answer);
        assertEquals(refusal.getMessage(), ErrorCode.MODELS_DISAGREE, refusal.code());
        assertTrue(refusal.remedy(), refusal.remedy().contains("allow the disagreement"));
    }

    private void journalSays(SwapReport.Outcome outcome, String from, String to) throws Exception {
        // A call is answered as soon as a generation is published; the line is written when the change is done.
        assertTrue(engine.models().awaitSettled(LONG));
        SwapReport line = engine.control().journal("m", 1).get(0);
        assertEquals(line.toString(), outcome, line.outcome());
        assertEquals(from, line.from().orElseThrow().backendName());
        assertEquals(to, line.to().orElseThrow().backendName());
    }

    @Test
    public void anUpdateIsComparedRefusedOnDisagreementAndAllowedByPeople() throws Exception {
        inAnEngine(this::updateInPlace);
    }

    private void updateInPlace() throws Exception {
        Bundle bundle = install(build("1.0.0", "1"));
        settle();
        assertEquals(1, answer(), 0);

        update(bundle, build("1.1.0", "1"));
        assertEquals(1, answer(), 0);
        journalSays(SwapReport.Outcome.DONE, "onnx 1.0.0", "onnx 1.1.0");

        update(bundle, build("1.2.0", "3"));
        disagrees();
        journalSays(SwapReport.Outcome.FAILED, "onnx 1.1.0", "onnx 1.2.0");

        update(bundle, build("1.1.0", "1")); // the downgrade
        assertEquals(1, answer(), 0);

        update(bundle, build("1.2.0", "3"));
        disagrees();
        engine.control()
                .load("m", SwapTarget.AS_FOUND, EVE.allowing(SwapTerms.Allowance.DISAGREEMENT))
                .orThrow();
        assertEquals(3, answer(), 0);
        journalSays(SwapReport.Outcome.DONE, "onnx 1.1.0", "onnx 1.2.0");
        assertEquals(
                "1.2.0", engine.control().status("m").current().orElseThrow().backendVersion());
    }

    @Test
    public void anotherInstallationIsNoWayAround() throws Exception {
        inAnEngine(this::reinstall);
    }

    private void reinstall() throws Exception {
        Bundle old = install(build("1.0.0", "1"));
        settle();
        assertEquals(1, answer(), 0);
        loaders.watch(old);
        old.uninstall();
        Bundle next = install(build("1.1.0", "3"));
        settle();
        disagrees();

        loaders.watch(next);
        next.uninstall();
        install(build("1.0.1", "1"));
        settle();
        assertEquals(1, answer(), 0);
        journalSays(SwapReport.Outcome.DONE, "onnx 1.0.0", "onnx 1.0.1");
    }

    @Test
    public void ofTwoBundlesAtOnceTheOneThatDisagreesNeverAnswers() throws Exception {
        inAnEngine(this::installBeside);
    }

    private void installBeside() throws Exception {
        Bundle old = install(build("1.0.0", "1"));
        settle();
        assertEquals(1, answer(), 0);
        Bundle second = install(TestBundle.biased(
                NAME + ".second", "2.0.0", Map.of(BiasedBackend.BIAS, "3", BiasedBackend.RANKING, "10")));
        settle();
        assertEquals(1, answer(), 0);
        journalSays(SwapReport.Outcome.FAILED, "onnx 1.0.0", "onnx 2.0.0");

        loaders.watch(second);
        second.update(TestBundle.biased(
                NAME + ".second", "2.1.0", Map.of(BiasedBackend.BIAS, "1", BiasedBackend.RANKING, "10")));
        settle();
        assertEquals(1, answer(), 0);
        journalSays(SwapReport.Outcome.DONE, "onnx 1.0.0", "onnx 2.1.0");
        old.stop();
        assertEquals(1, answer(), 0);
    }

    @Test
    public void anUpdateBelowTheBackEndIsComparedAndNamed() throws Exception {
        inAnEngine(this::updateBelow);
    }

    private void updateBelow() throws Exception {
        Bundle below =
                context.installBundle("test:below", TestBundle.empty(BELOW, "1.0.0", Map.of(BiasedBackend.BIAS, "1")));
        install(TestBundle.biased(NAME, "5.0.0", Map.of(Constants.REQUIRE_BUNDLE, BELOW)));
        settle();
        assertEquals(1, answer(), 0);

        below.update(TestBundle.empty(BELOW, "1.1.0", Map.of(BiasedBackend.BIAS, "3")));
        refresh(below);
        disagrees();
        journalSays(SwapReport.Outcome.FAILED, "onnx 5.0.0", "onnx 5.0.0");

        below.update(TestBundle.empty(BELOW, "1.2.0", Map.of(BiasedBackend.BIAS, "1")));
        refresh(below);
        assertEquals(1, answer(), 0);
        assertTrue(engine.models().awaitSettled(LONG));
        List<String> notes = engine.control().journal("m", 1).get(0).notes();
        assertTrue(
                notes.toString(),
                notes.stream().anyMatch(note -> note.contains(BELOW + " has changed: 1.0.0, now 1.2.0")));
    }

    private void refresh(Bundle bundle) throws Exception {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> {
                    if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                        refreshed.countDown();
                    }
                });
        assertTrue(refreshed.await(LONG.toSeconds(), TimeUnit.SECONDS));
        settle();
    }
}
