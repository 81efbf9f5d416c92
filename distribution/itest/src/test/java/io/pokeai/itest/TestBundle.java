package io.pokeai.itest;

import io.pokeai.engine.spi.Augmentation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Packs one class of the tests into a bundle. */
final class TestBundle {
    private static final String DESCRIPTION = "OSGI-INF/component.xml";

    private TestBundle() {}

    static InputStream of(Class<?> activator) throws IOException {
        Manifest manifest = manifest(activator);
        manifest.getMainAttributes().putValue("Bundle-Activator", activator.getName());
        return jar(manifest, activator, "");
    }

    /** What the bnd plugin makes of a {@code @Component} that implements one augmentation. */
    static InputStream ofComponent(Class<? extends Augmentation> component) throws IOException {
        Manifest manifest = manifest(component);
        manifest.getMainAttributes().putValue("Service-Component", DESCRIPTION);
        return jar(
                manifest,
                component,
                "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + component.getName()
                        + "\"><service><provide interface=\"" + Augmentation.class.getName()
                        + "\"/></service><implementation class=\"" + component.getName() + "\"/></scr:component>");
    }

    private static Manifest manifest(Class<?> type) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "io.pokeai.itest." + type.getSimpleName());
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Import-Package", "io.pokeai.engine.api,io.pokeai.engine.spi,org.osgi.framework");
        return manifest;
    }

    private static InputStream jar(Manifest manifest, Class<?> type, String description) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String entry = type.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream code = type.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new ZipEntry(entry));
            code.transferTo(jar);
            jar.closeEntry();
            jar.putNextEntry(new ZipEntry(DESCRIPTION));
            jar.write(description.getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** The same bundle under another name, so that both can be installed. */
    static InputStream renamed(Path original, String symbolicName) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarFile from = new JarFile(original.toFile())) {
            Manifest manifest = new Manifest(from.getManifest());
            manifest.getMainAttributes().putValue("Bundle-SymbolicName", symbolicName);
            try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry : Collections.list(from.entries())) {
                    if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        jar.putNextEntry(new ZipEntry(entry.getName()));
                        from.getInputStream(entry).transferTo(jar);
                        jar.closeEntry();
                    }
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
