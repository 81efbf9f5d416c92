package io.pokeai.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
     *     {@code pokeai.natives}; without it, below a folder of this user. Where {@code pokeai.natives.prepared} names a
     *     folder that has them already, that one
     * @throws NativesFailure when they are for another machine, cannot be written, or another user could have written
     *     them
     * @throws IOException when the jar is damaged
     */
    public Path unpack() throws IOException {
        new Platform(platform).requireHere(name + " " + version, Platform.current());
        String hash = Fingerprint.of(libraries).substring(0, HASH_DIGITS);
        String folderName = name + "-" + version + "-" + platform + "-" + hash;
        Optional<Path> prepared = PreparedFolder.find(folderName, libraries);
        if (prepared.isPresent()) {
            return prepared.get();
        }
        Path folder = NativesFolder.find().resolve(folderName);
        new UnpackedFolder(folder, name + " " + version).fill(libraries, new InJar());
        return folder;
    }

    /**
     * Where notes about unpacked libraries may be kept, the best place first: their own folder, and for one that is
     * read-only the user's own.
     */
    public static List<Path> foldersForNotes(Path unpacked) {
        if (Files.isWritable(unpacked)) {
            return List.of(unpacked);
        }
        try {
            return List.of(unpacked, NativesFolder.ofUser());
        } catch (IOException | NativesFailure e) {
            return List.of(unpacked);
        }
    }

    /** The libraries as the jar holds them. */
    private final class InJar implements UnpackedFolder.Source {
        @Override
        public InputStream open(NativeLibrary library) throws IOException {
            return resource(loader, "/" + path + library.name());
        }

        @Override
        public long bytes(NativeLibrary library) throws IOException {
            URL url = loader.getResource("/" + path + library.name());
            return url == null ? 0 : url.openConnection().getContentLengthLong();
        }
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
