package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every jar of the assembly keeps. */
class BundleRulesIT {
    private static final List<String> TELLS_OF_THE_BUILD =
            List.of("Bnd-LastModified", "Built-By", "Build-Jdk", "Created-By", "Tool", "Build-Time", "Built-Host");

    static Stream<Path> bundles() {
        Assembly assembly = Assembly.find();
        return Stream.of(assembly.bundles(), assembly.http(), assembly.plugins())
                .flatMap(List::stream);
    }

    static Stream<Path> ours() {
        return Stream.concat(bundles(), Assembly.find().natives().stream())
                .filter(jar -> Assembly.name(jar).matches("(engine|onnx|backend|aug|pokeai)-.*"));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void isABundleWithoutNatives(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(headers(file).getValue("Bundle-SymbolicName"))
                    .as(jar.toString())
                    .isNotBlank();
            assertThat(headers(file).getValue("Bundle-NativeCode"))
                    .as(jar.toString())
                    .isNull();
            for (JarEntry entry : entries(file)) {
                assertThat(entry.getName()).doesNotMatch(".*\\.(so|so\\..*|dll|dylib|jnilib)");
                assertThat(isElf(file, entry)).as(entry.getName()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ours")
    void everyExportedPackageHasAVersionAndNoneIsInternal(Path jar) throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(exports(file)).allSatisfy((name, version) -> {
                assertThat(version)
                        .as(name)
                        .matches("\\d+(\\.\\d+){0,2}(\\.[\\w-]+)?")
                        .isNotEqualTo("0.0.0");
                assertThat(name).doesNotContain(".internal");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("ours")
    void nothingInItTellsWhenOrWhereItWasBuilt(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes headers = headers(file);
            TELLS_OF_THE_BUILD.forEach(
                    name -> assertThat(headers.getValue(name)).as(name).isNull());
            List<Long> times =
                    entries(file).stream().map(JarEntry::getTime).distinct().toList();
            assertThat(times).as("entries of different ages").hasSize(1);
        }
    }

    @Test
    void noPackageIsExportedTwice() throws Exception {
        Map<String, List<String>> exporters = new TreeMap<>();
        for (Path jar :
                Stream.concat(bundles(), Assembly.find().natives().stream()).toList()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                exports(file)
                        .keySet()
                        .forEach(name -> exporters
                                .computeIfAbsent(name, key -> new ArrayList<>())
                                .add(Assembly.name(jar)));
            }
        }
        exporters.keySet().removeIf(name -> !name.startsWith("io.pokeai."));
        assertThat(exporters)
                .isNotEmpty()
                .allSatisfy((name, jars) -> assertThat(jars).hasSize(1));
    }

    @Test
    void theAssemblyIsSmallEnoughForTheEdge() {
        Assembly assembly = Assembly.find();
        long bytes = Stream.of(
                        assembly.libraries(),
                        assembly.natives(),
                        assembly.bundles(),
                        assembly.http(),
                        assembly.plugins())
                .flatMap(List::stream)
                .mapToLong(jar -> jar.toFile().length())
                .sum();
        Figures.print("assembly.size", bytes / 1e6, "MB");
        // libtorch is for machines that have room for it.
        assumeTrue(assembly.backend("djl").isEmpty(), "is measured without -Pdjl");
        assertThat(bytes).isLessThan(60_000_000);
    }

    private static Attributes headers(JarFile file) throws IOException {
        return file.getManifest().getMainAttributes();
    }

    private static Map<String, String> exports(JarFile file) throws IOException {
        return ExportedPackages.parse(headers(file).getValue("Export-Package"));
    }

    private static List<JarEntry> entries(JarFile file) {
        return file.stream().filter(entry -> !entry.isDirectory()).toList();
    }

    private static boolean isElf(JarFile file, JarEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            byte[] start = in.readNBytes(4);
            return start.length == 4 && start[0] == 0x7F && start[1] == 'E' && start[2] == 'L' && start[3] == 'F';
        }
    }
}
