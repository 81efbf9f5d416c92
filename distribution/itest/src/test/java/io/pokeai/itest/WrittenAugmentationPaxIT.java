package io.pokeai.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.pokeai.docs.Scanlines;
import io.pokeai.engine.command.CliRunner;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/** The bundle of {@code docs/write-an-augmentation.md}, loaded into a running engine and taken out again. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WrittenAugmentationPaxIT {
    @Inject
    public BundleContext context;

    @Inject
    public CliRunner pokeai;

    @Configuration
    public static Option[] configuration() {
        return FrameworkOptions.ofAssembly();
    }

    @Test
    public void comesAndGoes() throws Exception {
        Path folder = Scratch.folder("scanlines");
        LoaderWatch loaders = new LoaderWatch();
        try {
            Path picture = folder.resolve("picture.png");
            Files.write(picture, Pictures.png(Color.ORANGE, 60, 40));
            Path target = folder.resolve("out.png");
            String[] call = {"corrupt", picture.toString(), "--with", "scanlines:2", "-o", target.toString()};
            assertTrue(run(2, call).contains("No augmentation bundle is installed"));
            for (int i = 0; i < 3; i++) {
                Bundle bundle = context.installBundle("test:scanlines", TestBundle.ofComponent(Scanlines.class));
                bundle.start();
                assertEquals("", run(0, call));
                assertTrue(Files.size(target) > 0);
                assertTrue(run(0, "corruptions").contains("television"));
                loaders.watch(bundle);
                bundle.uninstall();
                assertTrue(run(2, call).contains("No augmentation bundle is installed"));
            }
        } finally {
            Scratch.delete(folder);
        }
        assertEquals(List.of(), loaders.reachableAfter(Duration.ofMinutes(1)));
    }

    private String run(int status, String... args) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int found = pokeai.run(List.of(args), out, out);
        String said = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(said, status, found);
        return said;
    }
}
