package io.pokeai.itest;

import io.pokeai.engine.spi.Augmentation;
import io.pokeai.itest.fake.BiasedBackend;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

    /** A version of {@link BiasedBackend}. */
    static InputStream biased(String symbolicName, String version, Map<String, String> headers) throws IOException {
        Manifest manifest = manifest(BiasedBackend.class);
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue("Bundle-Activator", BiasedBackend.class.getName());
        attributes.putValue("Bundle-SymbolicName", symbolicName);
        attributes.putValue("Bundle-Version", version);
        attributes.putValue(
                "Import-Package",
                attributes.getValue("Import-Package")
                        + ",org.osgi.framework.namespace,org.osgi.framework.wiring,org.osgi.resource");
        headers.forEach(attributes::putValue);
        return jar(manifest, BiasedBackend.class, "");
    }

    /** A bundle without any class, for others to be wired to. */
    static InputStream empty(String symbolicName, String version, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", symbolicName);
        attributes.putValue("Bundle-Version", version);
        headers.forEach(attributes::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static Manifest manifest(Class<?> type) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "io.pokeai.itest." + type.getSimpleName());
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue(
                "Import-Package",
                "io.pokeai.engine.api,io.pokeai.engine.api.augmentation,io.pokeai.engine.api.backend,"
                        + "io.pokeai.engine.spi,org.osgi.framework");
        return manifest;
    }

    private static InputStream jar(Manifest manifest, Class<?> type, String description) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Class<?>> types = new ArrayList<>(List.of(type));
        types.addAll(List.of(type.getDeclaredClasses()));
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Class<?> each : types) {
                String entry = each.getName().replace('.', '/') + ".class";
                try (InputStream code = type.getResourceAsStream("/" + entry)) {
                    jar.putNextEntry(new ZipEntry(entry));
                    code.transferTo(jar);
                    jar.closeEntry();
                }
            }
            jar.putNextEntry(new ZipEntry(DESCRIPTION));
            jar.write(description.getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** The same bundle under another name, so that both can be installed. */
    static InputStream renamed(Path original, String symbolicName) throws IOException {
        return with(original, Map.of("Bundle-SymbolicName", symbolicName));
    }

    /** The same bundle in another version. */
    static InputStream versioned(Path original, String version) throws IOException {
        return with(original, Map.of("Bundle-Version", version));
    }

    /** The same bundle with other headers. */
    static InputStream with(Path original, Map<String, String> headers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarFile from = new JarFile(original.toFile())) {
            Manifest manifest = new Manifest(from.getManifest());
            headers.forEach(manifest.getMainAttributes()::putValue);
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
