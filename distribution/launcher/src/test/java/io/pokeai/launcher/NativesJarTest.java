package io.pokeai.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesJarTest {
    @TempDir
    Path folder;

    @Test
    void packagesAndLoaderComeFromTheManifest() throws IOException {
        String exports = "org.example.binding;version=\"1.2.3\",org.example.natives";
        NativesJar jar = NativesJar.read(jar(Map.of(
                "Export-Package",
                exports,
                "PokeAI-Preload",
                "org.example.natives.Library",
                "PokeAI-Serves",
                "pictures, models")));

        assertThat(jar.serves()).containsExactlyInAnyOrder("pictures", "models");
        assertThat(jar.exports()).isEqualTo(exports);
        assertThat(jar.preload()).contains("org.example.natives.Library");
    }

    @Test
    void aPlainJarExportsNothing() throws IOException {
        assertThat(NativesJar.read(jar(Map.of()))).isEqualTo(new NativesJar("", java.util.Optional.empty(), Set.of()));
    }

    @Test
    void aCommandWantsTheJarsThatServeIt() {
        NativesJar pictures = new NativesJar("", java.util.Optional.empty(), Set.of("pictures"));
        NativesJar silent = new NativesJar("", java.util.Optional.empty(), Set.of());

        assertThat(pictures.isWantedFor(Set.of("pictures", "models"))).isTrue();
        assertThat(pictures.isWantedFor(Set.of("models"))).isFalse();
        assertThat(silent.isWantedFor(Set.of("models"))).isTrue();
        assertThat(silent.isWantedFor(Set.of())).isFalse();
    }

    @Test
    void aZipIsNoNativesJar() throws IOException {
        Path zip = folder.resolve("some.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("a.txt"));
        }
        assertThatThrownBy(() -> NativesJar.read(zip))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("some.jar");
    }

    private Path jar(Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        Path file = folder.resolve("natives.jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
        return file;
    }
}
