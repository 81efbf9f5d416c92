package io.pokeai.itest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Packs one activator of the test classes into a bundle. */
final class TestBundle {
    private TestBundle() {}

    static InputStream of(Class<?> activator) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "io.pokeai.itest." + activator.getSimpleName());
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Bundle-Activator", activator.getName());
        headers.putValue("Import-Package", "io.pokeai.engine.api,io.pokeai.engine.spi,org.osgi.framework");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String entry = activator.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream code = activator.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new ZipEntry(entry));
            code.transferTo(jar);
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
