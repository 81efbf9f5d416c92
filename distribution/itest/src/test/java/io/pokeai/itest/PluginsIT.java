package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jars in the plugins folder that are no back ends: each is named, with the reason. */
class PluginsIT {
    private Installation user;

    @BeforeEach
    void unpack() throws Exception {
        user = Installation.create("plugins");
    }

    @AfterEach
    void remove() {
        user.delete();
    }

    @Test
    void goodPluginsAreListedAndAllIsWell() throws Exception {
        Outcome list = user.pokeai("backends").run();
        assertThat(list.status()).as(list.toString()).isZero();
        assertThat(list.out()).contains("onnx  ", "io.pokeai.backend.onnx", "active", "yolo  ", "aug-corruptions");
        assertThat(list.err()).isEmpty();
        Outcome doctor = user.pokeai("doctor").run();
        assertThat(doctor.out())
                .contains("back end onnx: io.pokeai.backend.onnx")
                .doesNotContain("error  plugin");
        Outcome models = user.pokeai("models").run();
        assertThat(models.out()).contains("BACK END", "io.pokeai.backend.yolo");
    }

    @Test
    void eachJarThatIsNotTakenSaysWhy() throws Exception {
        Files.writeString(user.plugins().resolve("garbage.jar"), "this is no jar");
        byte[] whole = Files.readAllBytes(Assembly.find().backend());
        Files.write(user.plugins().resolve("truncated.jar"), Arrays.copyOf(whole, whole.length / 2));
        Files.copy(Assembly.find().backend(), user.plugins().resolve("twice.jar"));
        jar("plain.jar", Map.of(), "");
        jar("lacks.jar", bundle("x.lacks", "Import-Package", "com.example.missing;version=\"[1.2,2)\""), "");
        jar(
                "waits.jar",
                bundle(
                        "x.waits",
                        "Service-Component",
                        "OSGI-INF/c.xml",
                        "Require-Capability",
                        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3.0))\""),
                "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"x.Waits\">"
                        + "<service><provide interface=\"java.lang.Runnable\"/></service>"
                        + "<reference name=\"gone\" interface=\"com.example.Gone\"/>"
                        + "<implementation class=\"java.lang.Thread\"/></scr:component>");
        for (int i = 0; i < 2; i++) { // the second start finds the framework's storage filled
            Outcome doctor = user.pokeai("doctor").run();
            assertThat(doctor.status()).as(doctor.toString()).isEqualTo(3);
            assertThat(doctor.out())
                    .contains("plugin garbage.jar: not taken: it is not a jar archive; it begins with 'this is no jar'")
                    .contains("plugin truncated.jar: not taken: it is damaged, perhaps cut short")
                    .contains("plugin twice.jar: not taken: the bundle io.pokeai.backend.onnx ")
                    .contains("plugin plain.jar: not taken: it is a plain jar")
                    .contains(
                            "plugin lacks.jar: installed: it needs the package com.example.missing, version [1.2.0,2.0.0)")
                    .contains("x.Waits misses the service com.example.Gone")
                    .doesNotContain("All is well");
        }
        Outcome json = user.pokeai("backends", "--format", "json").run();
        assertThat(json.out()).contains("\"id\" : \"onnx\"", "\"state\" : \"not taken\"", "com.example.missing");
        Outcome other = user.pokeai("config").run();
        assertThat(other.status()).isZero();
        assertThat(other.err())
                .contains("plugin garbage.jar was not taken", "plugin lacks.jar (x.lacks 1.0.0) is installed");
    }

    @Test
    void aShellTellsOfWhatIsDropped() throws Exception {
        Running shell = user.pokeai("shell").start();
        try {
            shell.type("backends");
            assertThat(shell.await(() -> shell.out().contains("io.pokeai.backend.onnx")))
                    .isTrue();
            Path partial = Files.writeString(user.root().resolve("partial"), "this is no jar");
            Files.move(partial, user.plugins().resolve("garbage.jar"), StandardCopyOption.ATOMIC_MOVE);
            assertThat(shell.await(
                            () -> shell.err().contains("plugin garbage.jar was not taken: it is not a jar archive")))
                    .as(shell.err())
                    .isTrue();
            Path yolo = Assembly.find().backend("yolo").orElseThrow();
            Files.delete(user.plugins().resolve(Assembly.name(yolo)));
            assertThat(shell.await(() -> shell.err().contains("(io.pokeai.backend.yolo) was taken out")))
                    .as(shell.err())
                    .isTrue();
            shell.type("exit");
            assertThat(shell.outcome().status()).isZero();
        } finally {
            shell.process().destroyForcibly();
        }
    }

    @Test
    void aFolderOfTheUsersOwnIsLookedAtToo() throws Exception {
        Path own = Files.createDirectory(user.root().resolve("own"));
        Files.writeString(own.resolve("mine.jar"), "this is no jar");
        Outcome list =
                user.pokeai("backends").set("POKEAI_PLUGINS", own.toString()).run();
        assertThat(list.out()).contains(own.resolve("mine.jar") + ": not taken", "io.pokeai.backend.onnx");
    }

    private static Map<String, String> bundle(String name, String... headers) {
        Map<String, String> all = new java.util.HashMap<>(
                Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", name, "Bundle-Version", "1.0.0"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return all;
    }

    private void jar(String name, Map<String, String> headers, String component) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        try (OutputStream out = Files.newOutputStream(user.plugins().resolve(name));
                JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream in =
                        new java.io.ByteArrayInputStream(component.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            jar.putNextEntry(new ZipEntry("OSGI-INF/c.xml"));
            in.transferTo(jar);
        }
    }
}
