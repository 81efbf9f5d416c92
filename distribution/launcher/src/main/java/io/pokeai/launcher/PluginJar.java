package io.pokeai.launcher;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * What a jar says of itself, read before the framework sees it: Felix accepts a plain jar without a message, and
 * reports of a damaged one only that something was null.
 *
 * @param symbolicName of the bundle
 * @param version of the bundle
 */
record PluginJar(String symbolicName, Version version) {
    private static final int SHOWN_BYTES = 24;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** What class files begin with. */
    private static final int CLASS_MAGIC = 0xCAFEBABE;

    /** Java 17 writes class files of version 61, and so on. */
    private static final int BEFORE_JAVA = 44;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final String BUILD_AGAIN = "Build or copy it again.";
    private static final String WRITE_A_BACKEND = "Build it as an OSGi bundle: docs/write-a-backend.md.";

    /**
     * Reads the whole jar.
     *
     * @throws PluginProblem when no framework could use it
     */
    static PluginJar read(Path jar) throws PluginProblem {
        try {
            requireArchive(jar);
            Manifest manifest = manifest(jar);
            requireWholeAndForThisJava(jar);
            Attributes headers = manifest.getMainAttributes();
            String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null || name.isBlank()) {
                throw new PluginProblem(
                        "it is a plain jar: its manifest has no " + Constants.BUNDLE_SYMBOLICNAME, WRITE_A_BACKEND);
            }
            return new PluginJar(name.split(";", 2)[0].strip(), version(headers));
        } catch (ZipException e) {
            throw new PluginProblem("it is damaged, perhaps cut short (" + e.getMessage() + ")", BUILD_AGAIN);
        } catch (IOException e) {
            throw new PluginProblem("it cannot be read (" + e + ")", "Make it readable, or take it away.");
        }
    }

    private static void requireArchive(Path jar) throws IOException, PluginProblem {
        if (Files.isDirectory(jar)) {
            throw new PluginProblem("it is a directory", "Put the jar itself into the plugins folder.");
        }
        if (!Files.exists(jar)) {
            throw new PluginProblem("it is a link to nothing", "Copy the jar itself.");
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(jar)) {
            start = in.readNBytes(SHOWN_BYTES);
        }
        if (start.length == 0) {
            throw new PluginProblem("it is empty", BUILD_AGAIN);
        }
        for (int i = 0; i < ZIP.length; i++) {
            if (start.length <= i || start[i] != ZIP[i]) {
                String text =
                        new String(start, StandardCharsets.ISO_8859_1).strip().replaceAll("[^ -~]", ".");
                throw new PluginProblem("it is not a jar archive; it begins with '" + text + "'", BUILD_AGAIN);
            }
        }
    }

    private static Manifest manifest(Path jar) throws IOException, PluginProblem {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            if (manifest == null) {
                throw new PluginProblem("it is a plain jar: it has no " + JarFile.MANIFEST_NAME, WRITE_A_BACKEND);
            }
            return manifest;
        }
    }

    private static Version version(Attributes headers) throws PluginProblem {
        String version = headers.getValue(Constants.BUNDLE_VERSION);
        try {
            return Version.parseVersion(version);
        } catch (IllegalArgumentException e) {
            throw new PluginProblem(
                    "its " + Constants.BUNDLE_VERSION + " is '" + version + "', which is not a version",
                    "Write it as 1.2.3 or 1.2.3.qualifier.");
        }
    }

    /** Checks the checksum of each entry, and the Java that each class file was compiled for. */
    private static void requireWholeAndForThisJava(Path jar) throws IOException, PluginProblem {
        int newest = 0;
        String newestClass = "";
        try (ZipInputStream zip =
                new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar), BUFFER_BYTES))) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (isClassForAnyJava(entry.getName())) {
                    int version = classVersion(zip);
                    if (version > newest) {
                        newest = version;
                        newestClass = entry.getName();
                    }
                }
                while (zip.read(buffer) >= 0) {
                    // Reading to the end compares the checksum.
                }
            }
        }
        int java = Runtime.version().feature();
        if (newest > java + BEFORE_JAVA) {
            throw new PluginProblem(
                    "it needs Java " + (newest - BEFORE_JAVA) + ": " + newestClass
                            + " was compiled for it, and this is Java " + java,
                    "Run the engine with Java " + (newest - BEFORE_JAVA) + ", or compile the plugin with --release "
                            + java + ".");
        }
    }

    private static boolean isClassForAnyJava(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class") && !name.startsWith("META-INF/versions/");
    }

    private static int classVersion(ZipInputStream zip) throws IOException {
        byte[] head = zip.readNBytes(Long.BYTES);
        if (head.length < Long.BYTES) {
            return 0;
        }
        try (DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(head))) {
            if (in.readInt() != CLASS_MAGIC) {
                return 0;
            }
            in.readUnsignedShort(); // minor
            return in.readUnsignedShort();
        }
    }
}
