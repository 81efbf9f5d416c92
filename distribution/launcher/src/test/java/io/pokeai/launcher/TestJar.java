package io.pokeai.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A jar that a test writes. */
final class TestJar {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private String comment = "";

    static TestJar plain() {
        return new TestJar();
    }

    static TestJar bundle(String name, String version) {
        return new TestJar()
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", name)
                .header("Bundle-Version", version);
    }

    TestJar header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    TestJar entry(String name, byte... content) {
        entries.put(name, content);
        return this;
    }

    /** The head of a class file, which is all that anybody looks at. */
    TestJar classFor(int java, String name) {
        return entry(
                name,
                ByteBuffer.allocate(16)
                        .putInt(0xCAFEBABE)
                        .putShort((short) 0)
                        .putShort((short) (java + 44))
                        .array());
    }

    /** As long as that, by a comment that nobody reads. */
    TestJar paddedTo(long bytes) throws IOException {
        comment = "x".repeat(Math.toIntExact(bytes - bytes().length));
        return this;
    }

    byte[] bytes() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.setComment(comment);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    Path write(Path file) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.write(partial, bytes());
        return Files.move(partial, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
