package io.pokeai.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Request;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** Engines and models that Configuration Admin declares. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ConfigurationPaxIT {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Color TEAL = new Color(0, 128, 120);

    @Inject
    public BundleContext context;

    @Inject
    public ConfigurationAdmin configurations;

    @org.ops4j.pax.exam.Configuration
    public static Option[] configuration() {
        return FrameworkOptions.ofAssembly();
    }

    @Test
    public void anEngineAndAModelComeAndGoWithTheirConfigurations() throws Exception {
        Path artifacts = Scratch.folder("configured");
        Path elsewhere = Scratch.folder("elsewhere");
        KnownModel model = KnownModel.quick(3);
        Path file = model.write(elsewhere, "some-file");
        Path labels = Files.write(elsewhere.resolve("names.txt"), model.labels());
        Bundle backend = context.installBundle(Assembly.find().backend().toUri().toString());
        backend.start();
        ServiceTracker<Engine, Engine> engines = new ServiceTracker<>(context, Engine.class, null);
        engines.open();
        try {
            assertEquals("without a configuration there is no engine", 0, engines.size());
            Configuration engine = configurations.getConfiguration("io.pokeai.engine", "?");
            engine.update(dictionary(Map.of(
                    "artifacts",
                    artifacts.toString(),
                    "threads",
                    "2",
                    "devices",
                    "cpu",
                    "max_batch",
                    "4",
                    "max_delay_ms",
                    2,
                    "model_batching",
                    "other=3/1")));
            Engine service = engines.waitForService(LONG.toMillis());
            assertEquals(List.of(), service.models().list());

            Configuration declared = configurations.getFactoryConfiguration("io.pokeai.model", "teal", "?");
            declared.update(dictionary(Map.of(
                    "file",
                    file.toString(),
                    "name",
                    "declared",
                    "input",
                    KnownModel.INPUT,
                    "labels",
                    labels.toString(),
                    "output",
                    "logits",
                    "max_batch",
                    8)));
            Await.until("model appears", LONG, () -> names(service).equals(List.of("declared")));
            byte[] picture = Pictures.png(TEAL, 90, 64);
            var answer = service.classify(Request.of("declared", picture));
            float difference = model.difference(answer.logits().orElseThrow(), TEAL);
            assertTrue("wrong by " + difference, difference < KnownModel.TOLERANCE);
            assertEquals(model.labels(), answer.labels().asList());

            assertEquals(
                    "batching that is declared with the model",
                    new Batching(8, Duration.ZERO),
                    service.control().status("declared").batching());

            declared.delete();
            Await.until("model goes", LONG, () -> names(service).isEmpty());

            model.write(artifacts, "found");
            engine.update(dictionary(Map.of("artifacts", artifacts.toString(), "max_batch", "none")));
            Await.until(
                    "a wrong configuration is named, and changes nothing",
                    LONG,
                    () -> String.valueOf(engines.getServiceReference().getProperty("configuration.refused"))
                            .contains("'max_batch' is 'none'"));
            assertSame("the last good engine goes on", service, engines.getService());
            engine.update(dictionary(Map.of("artifacts", artifacts.toString(), "model_batching", "found=3/1")));
            Await.until("another engine", LONG, () -> engines.getService() != null && engines.getService() != service);
            assertEquals(List.of("found"), names(engines.getService()));
            assertEquals(
                    "batching that is configured by name",
                    new Batching(3, Duration.ofMillis(1)),
                    engines.getService().control().status("found").batching());

            engine.delete();
            Await.until("no engine", LONG, () -> engines.size() == 0);
        } finally {
            engines.close();
            backend.uninstall();
            Scratch.delete(artifacts);
            Scratch.delete(elsewhere);
        }
    }

    private static List<String> names(Engine engine) {
        return engine.models().list().stream().map(status -> status.name()).toList();
    }

    private static Dictionary<String, Object> dictionary(Map<String, Object> values) {
        return FrameworkUtil.asDictionary(values);
    }
}
