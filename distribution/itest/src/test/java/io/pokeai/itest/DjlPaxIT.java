package io.pokeai.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Request;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * The DJL back end comes and goes in the assembled runtime, alone and beside ONNX Runtime; one checkpoint for both. Runs with
 * {@code -Pdjl} only, see the pom.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DjlPaxIT {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int ROUNDS = Integer.getInteger("pokeai.itest.rounds", 8);

    @Inject
    public BundleContext context;

    @Inject
    public EngineFactory engines;

    /** Runs outside of the framework, where the networks with known answers are. */
    @Configuration
    public static Option[] configuration() throws Exception {
        KnownCheckpoint.write(Scratch.folder("djl"), HotSwap.MODEL);
        return FrameworkOptions.ofAssembly();
    }

    @Test
    public void answersStayRightWhileTheBackEndComesAndGoes() throws Exception {
        Path artifacts = Scratch.latest("djl");
        Engine engine = engines.open(EngineSettings.of(artifacts));
        Map<Color, List<Float>> truth = answersOfOnnx(engine);
        LoaderWatch loaders = new LoaderWatch();
        List<String> temporary = Scratch.temporaryFiles();
        try (HotSwap swap = HotSwap.open(
                context,
                engine,
                (logits, colour) -> TwoBackEnds.difference(logits, truth.get(colour)),
                "libtorch_cpu.so",
                Assembly.find().backend("djl").orElseThrow(),
                loaders)) {
            swap.rounds(ROUNDS);
            swap.print();
            assertEquals(List.of(), swap.faults());
            assertTrue("refusals " + swap.refusals(), swap.answers() > ROUNDS);
            assertEquals(
                    swap.mappedLibraries().toString(), 1, swap.mappedLibraries().size());
        }
        assertEquals("reachable class loaders", List.of(), loaders.reachableAfter(LONG));
        assertEquals("temporary files", temporary, Scratch.temporaryFiles());
    }

    @Test
    public void takesOverWhenTheOnnxBackEndStops() throws Exception {
        try (Engine engine = engines.open(EngineSettings.of(Scratch.latest("djl")))) {
            Map<Color, List<Float>> truth = answersOfOnnx(engine);
            Bundle onnx = install("onnx");
            Bundle djl = install("djl");
            try {
                Await.until("ONNX opens it", LONG, () -> backend(engine).equals("onnx"));
                onnx.stop();
                Await.until("DJL opens it", LONG, () -> backend(engine).equals("djl"));
                for (Color colour : HotSwap.colours()) {
                    assertTrue(TwoBackEnds.difference(answer(engine, colour), truth.get(colour)) < 1);
                }
                onnx.start();
                Await.until("ONNX has it back", LONG, () -> backend(engine).equals("onnx"));
            } finally {
                onnx.uninstall();
                djl.uninstall();
            }
        }
    }

    private Map<Color, List<Float>> answersOfOnnx(Engine engine) throws Exception {
        Bundle onnx = install("onnx");
        try {
            assertTrue(engine.models().awaitSettled(LONG));
            Map<Color, List<Float>> answers = new HashMap<>();
            for (Color colour : HotSwap.colours()) {
                answers.put(colour, answer(engine, colour));
            }
            return answers;
        } finally {
            onnx.uninstall();
        }
    }

    /** Who opens the model; models are opened when they are asked. */
    private static String backend(Engine engine) {
        try {
            return answer(engine, Color.RED).isEmpty()
                    ? "none"
                    : engine.models().list().get(0).spec().orElseThrow().backend();
        } catch (EngineException e) {
            return e.code().toString();
        }
    }

    private static List<Float> answer(Engine engine, Color colour) {
        return engine.classify(Request.of(HotSwap.MODEL, HotSwap.picture(colour)))
                .logits()
                .orElseThrow();
    }

    private Bundle install(String backend) throws Exception {
        Path jar = Assembly.find().backend(backend).orElseThrow();
        Bundle bundle = context.installBundle(jar.toUri().toString());
        bundle.start();
        return bundle;
    }
}
