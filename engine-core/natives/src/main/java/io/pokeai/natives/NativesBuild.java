package io.pokeai.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * What the build put into a natives jar: libraries of one platform, listed with their SHA-256.
 *
 * <p>Beside the class that loads the libraries, the jar holds {@code build.properties} ({@code name}, {@code version},
 * {@code platform}, and {@code path}, the folder of the libraries in the jar) and {@code natives.sha256}, as sha256sum
 * writes it.
 *
 * <p><b>Threads</b> safe, and processes may unpack at the same time.
 */
public final class NativesBuild {
    private static final int HASH_DIGITS = 12;

    private final Class<?> loader;
    private final String name;
    private final String version;
    private final String platform;
    private final String path;
    private final List<NativeLibrary> libraries;

    private NativesBuild(Class<?> loader, Properties properties, List<NativeLibrary> libraries) {
        this.loader = loader;
        this.name = property(properties, "name");
        this.version = property(properties, "version");
        this.platform = property(properties, "platform");
        this.path = property(properties, "path");
        this.libraries = libraries;
    }

    /** Reads what stands beside a class of the jar. */
    public static NativesBuild of(Class<?> loader) {
        Properties properties = new Properties();
        try (InputStream build = resource(loader, "build.properties");
                InputStream list = resource(loader, "natives.sha256")) {
            properties.load(build);
            return new NativesBuild(
                    loader, properties, NativeLibrary.parse(new String(list.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version of the library and its binding. */
    public String version() {
        return version;
    }

    /** File names of the libraries. */
    public List<String> libraries() {
        return libraries.stream().map(NativeLibrary::name).toList();
    }

    /**
     * Makes sure that all libraries are on the disk and whole.
     *
     * @return the folder that holds them: {@code <name>-<version>-<platform>-<hash>} below the system property
     *     {@code pokeai.natives}, or below {@code pokeai-natives-<user>} in the folder for temporary files
     * @throws UnsatisfiedLinkError when they are for another machine
     * @throws IOException when they cannot be written, or somebody else could have written them
     */
    public Path unpack() throws IOException {
        requireThisMachine();
        String hash = Fingerprint.of(libraries).substring(0, HASH_DIGITS);
        Path folder = NativesFolder.find().resolve(name + "-" + version + "-" + platform + "-" + hash);
        new UnpackedFolder(folder).fill(libraries, library -> resource(loader, "/" + path + library.name()));
        return folder;
    }

    /**
     * Where notes about unpacked libraries may be kept, the best place first: their own folder, and for one that is
     * read-only the user's folder below the temporary files.
     */
    public static List<Path> foldersForNotes(Path unpacked) {
        if (Files.isWritable(unpacked)) {
            return List.of(unpacked);
        }
        try {
            return List.of(unpacked, NativesFolder.ofUser());
        } catch (IOException e) {
            return List.of(unpacked);
        }
    }

    private void requireThisMachine() {
        String here = platformOf(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        if (!here.equals(platform)) {
            throw new UnsatisfiedLinkError("This build has " + name + " for " + platform + "; this machine is " + here
                    + ". Build for it with -Dnatives.platform=" + here + ".");
        }
    }

    /** JavaCPP's name of a platform. */
    static String platformOf(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            os = "macosx";
        } else if (os.startsWith("windows")) {
            os = "windows";
        }
        return os + "-" + (arch.equals("amd64") ? "x86_64" : arch);
    }

    private static InputStream resource(Class<?> loader, String name) throws IOException {
        InputStream stream = loader.getResourceAsStream(name);
        if (stream == null) {
            throw new IOException(
                    "The natives jar of " + loader.getName() + " lacks " + name + ". Build or download it again.");
        }
        return stream;
    }

    private static String property(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("build.properties lacks '" + key + "'");
        }
        return value;
    }
}
