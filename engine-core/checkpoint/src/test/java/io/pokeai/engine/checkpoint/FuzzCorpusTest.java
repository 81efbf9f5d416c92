package io.pokeai.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The corpus of each fuzz test, run once: what fuzzing found before stays found. Fuzzing itself is the profile
 * {@code fuzz}; its agent takes 15 seconds to start, which every build need not wait for.
 */
class FuzzCorpusTest {
    private static final Path RESOURCES =
            Path.of(System.getProperty("basedir", "."), "src/test/resources/io/pokeai/engine/checkpoint/internal");

    @TestFactory
    Stream<DynamicTest> noInputDoesHarm() throws IOException {
        return Stream.of("torch/CheckpointFuzz", "torch/PickleFuzz", "zip/ZipFuzz")
                .flatMap(FuzzCorpusTest::inputs);
    }

    private static Stream<DynamicTest> inputs(String fuzzTest) {
        try {
            Class<?> type =
                    Class.forName(FuzzCorpusTest.class.getPackageName() + ".internal." + fuzzTest.replace('/', '.'));
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object instance = constructor.newInstance();
            Method method = type.getDeclaredMethod("readsOrRefuses", byte[].class);
            method.setAccessible(true);
            List<Path> files;
            try (Stream<Path> listed = Files.list(RESOURCES.resolve(fuzzTest + "Inputs/readsOrRefuses"))) {
                files = listed.sorted().toList();
            }
            assertThat(files).isNotEmpty();
            return files.stream()
                    .map(file -> DynamicTest.dynamicTest(
                            fuzzTest + " " + file.getFileName(),
                            () -> run(instance, method, Files.readAllBytes(file))));
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Object instance, Method method, byte[] input) throws Throwable {
        try {
            method.invoke(instance, (Object) input);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
