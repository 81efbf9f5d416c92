package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The jars as modules: each has a name of its own, no two share a package, and the engine runs on the module path. */
class ModulePathIT {
    private final List<Path> jars = Assembly.find().flatClassPath();

    @Test
    void everyJarSaysItsModuleName() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path jar : jars) {
            try (JarFile file = new JarFile(jar.toFile())) {
                String name = file.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
                if (Assembly.name(jar).matches("(engine|onnx|backend|aug|djl)-.*")) {
                    assertThat(name).as(Assembly.name(jar)).startsWith("io.pokeai.");
                    assertThat(names.add(name)).as(name).isTrue();
                }
            }
        }
        assertThat(names).contains("io.pokeai.engine.api", "io.pokeai.engine.runtime", "io.pokeai.backend.onnx");
    }

    @Test
    void noTwoModulesShareAPackage() {
        ModuleFinder finder = ModuleFinder.of(jars.toArray(Path[]::new));
        Set<String> names = finder.findAll().stream()
                .map(ModuleReference::descriptor)
                .map(ModuleDescriptor::name)
                .collect(Collectors.toSet());
        // Throws when a package is in two of them.
        Configuration resolved = ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), names);
        assertThat(resolved.modules()).hasSize(names.size());
    }

    @Test
    void keepsTheContractOnTheModulePath() throws Exception {
        Installation user = Installation.create("modules");
        try {
            Path tests = Path.of(ModulePathIT.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Outcome outcome = user.java(
                            "-Djava.io.tmpdir=" + user.tmp(),
                            "--module-path",
                            jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                            "--add-modules",
                            "ALL-MODULE-PATH",
                            "-cp",
                            tests.toString(),
                            FlatContract.class.getName(),
                            user.artifacts().toString())
                    .run();
            assertThat(outcome.status()).as(outcome.toString()).isZero();
        } finally {
            user.delete();
        }
    }
}
