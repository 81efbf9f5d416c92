package io.pokeai.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
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
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * One checkpoint moves between ONNX Runtime and libtorch while eight threads ask it, and no answer is lost or wrong: each is
 * what ONNX Runtime answered before, to within {@value TwoBackEnds#TOLERANCE} of the largest logit. Runs with {@code -Pdjl}
 * only, see the pom.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DjlSwapPaxIT {
    private static final int CALLERS = 8;
    private static final int ROUNDS = Integer.getInteger("pokeai.itest.rounds", 8);
    private static final String MODEL = "known";
    private static final String FOLDER = "djl-swap";
    private static final SwapTerms WHO = SwapTerms.of("itest");
    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    public BundleContext context;

    @Inject
    public EngineFactory engines;

    /** Runs outside of the framework, where the networks with known answers are. */
    @Configuration
    public static Option[] configuration() throws Exception {
        KnownCheckpoint.write(Scratch.folder(FOLDER), MODEL);
        return FrameworkOptions.ofAssembly();
    }

    @Test
    public void aNameMovesBetweenBackEndsUnderEightCallers() throws Exception {
        Bundle onnx = install("onnx");
        Bundle djl = install("djl");
        Path artifacts = Scratch.latest(FOLDER);
        try (Engine engine = engines.open(EngineSettings.of(artifacts).withWatch(false))) {
            ModelControl control = engine.control();
            control.load(MODEL, SwapTarget.AS_FOUND.withBackend("onnx"), WHO).orThrow();
            try (CheckedCallers callers = CheckedCallers.start(engine, TwoBackEnds.questions(engine, MODEL), CALLERS)) {
                for (int round = 0; round < ROUNDS; round++) {
                    moved("onnx", "djl", control.swap(MODEL, SwapTarget.backend("djl"), WHO), engine, callers);
                    moved("djl", "onnx", control.swap(MODEL, SwapTarget.backend("onnx"), WHO), engine, callers);
                    moved("onnx", "djl", control.rollback(MODEL, WHO), engine, callers);
                    moved("djl", "onnx", control.rollback(MODEL, WHO), engine, callers);
                }
                Figures.print("djl-swap.moves", 4L * ROUNDS, "swaps");
                Figures.print("djl-swap.right-answers", callers.answers(), "answers");
                Figures.print("djl-swap.faults", callers.faults().size(), "answers");
                assertEquals(List.of(), callers.faults());
            }
        } finally {
            onnx.uninstall();
            djl.uninstall();
        }
    }

    @Test
    public void theBackEndThatWasChosenStopsAndOnnxAnswersUntilItIsBack() throws Exception {
        Bundle onnx = install("onnx");
        Bundle djl = install("djl");
        Path artifacts = Scratch.latest(FOLDER);
        try (Engine engine = engines.open(EngineSettings.of(artifacts).withWatch(false))) {
            ModelControl control = engine.control();
            control.load(MODEL, SwapTarget.AS_FOUND.withBackend("onnx"), WHO).orThrow();
            try (CheckedCallers callers = CheckedCallers.start(engine, TwoBackEnds.questions(engine, MODEL), CALLERS)) {
                moved("onnx", "djl", control.swap(MODEL, SwapTarget.backend("djl"), WHO), engine, callers);
                djl.stop();
                Await.until("ONNX Runtime answers", LONG, () -> backend(engine).equals("onnx"));
                callers.awaitAnswers(CALLERS);
                assertEquals(
                        ErrorCode.NO_BACKEND,
                        control.swap(MODEL, SwapTarget.backend("djl"), WHO)
                                .error()
                                .orElseThrow()
                                .code());
                djl.start();
                Await.until("libtorch answers", LONG, () -> backend(engine).equals("djl"));
                callers.awaitAnswers(CALLERS);
                assertEquals(List.of(), callers.faults());
            }
        } finally {
            onnx.uninstall();
            djl.uninstall();
        }
    }

    private static void moved(String from, String to, SwapReport report, Engine engine, CheckedCallers callers)
            throws Exception {
        report.orThrow();
        assertEquals(SwapReport.Outcome.DONE, report.outcome());
        assertEquals(from, report.from().orElseThrow().backend());
        assertEquals(to, report.to().orElseThrow().backend());
        assertTrue(
                report.steps().toString(),
                report.steps().stream().anyMatch(step -> step.name().equals("compare")));
        assertEquals(to, backend(engine));
        // One answer of each that was under way, and one of each that began after the change.
        callers.awaitAnswers(2 * CALLERS);
    }

    private static String backend(Engine engine) {
        return engine.control()
                .status(MODEL)
                .current()
                .map(SwapReport.Version::backend)
                .orElse("none");
    }

    private Bundle install(String backend) throws Exception {
        Path jar = Assembly.find().backend(backend).orElseThrow();
        Bundle bundle = context.installBundle(jar.toUri().toString());
        bundle.start();
        return bundle;
    }
}
