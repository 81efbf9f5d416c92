package io.pokeai.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The assembled runtime, as it would be unpacked.
 *
 * @param folder holds {@code pokeai lib/ natives/ bundles/ http/ plugins/}
 */
record Assembly(Path folder) {
    /** System property that names the folder into which the assembly is built. */
    static final String BUILD = "pokeai.itest.assembly";

    static Assembly find() {
        Path build = Path.of(System.getProperty(BUILD, "../assembly/target"));
        try (Stream<Path> files = Files.walk(build, 3)) {
            return files.filter(file -> file.endsWith("lib") && Files.exists(file.resolveSibling("pokeai")))
                    .map(Path::getParent)
                    .map(folder -> new Assembly(folder.toAbsolutePath().normalize()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no assembled runtime below " + build));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> libraries() {
        return jars("lib");
    }

    List<Path> natives() {
        return jars("natives");
    }

    List<Path> bundles() {
        return jars("bundles");
    }

    List<Path> http() {
        return jars("http");
    }

    List<Path> plugins() {
        return jars("plugins");
    }

    /** The back end that is delivered with every assembly. */
    Path backend() {
        return backend("onnx").orElseThrow();
    }

    /** A back end, if the assembly has it. */
    Optional<Path> backend(String id) {
        return plugins().stream()
                .filter(jar -> name(jar).startsWith("backend-" + id))
                .findFirst();
    }

    /** The augmentations that are delivered. */
    Path corruptions() {
        return plugins().stream()
                .filter(jar -> name(jar).startsWith("aug-corruptions"))
                .findFirst()
                .orElseThrow();
    }

    /** What an embedding needs on its class path: everything of ours but the launcher and the command line. */
    List<Path> flatClassPath() {
        return Stream.of(natives(), bundles(), plugins())
                .flatMap(List::stream)
                .filter(jar ->
                        name(jar).matches("(engine-|onnx-|backend-|aug-|djl-|slf4j-api|jackson-core|protobuf-java).*"))
                .toList();
    }

    /** The packages of the natives jars, as the launcher hands them to the framework. */
    String nativePackages() {
        return natives().stream().map(Assembly::exports).collect(Collectors.joining(","));
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String exports(Path jar) {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            return file.getManifest().getMainAttributes().getValue("Export-Package");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> jars(String name) {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
