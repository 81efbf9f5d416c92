package io.pokeai.natives;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The folder that keeps unpacked natives of all builds: the system property {@code pokeai.natives}; else the first that can
 * be used and trusted of {@code $XDG_CACHE_HOME/pokeai/natives}, {@code $HOME/.cache/pokeai/natives} and
 * {@code pokeai-natives-<user id>} below the temporary files.
 */
final class NativesFolder {
    /** System property that names the folder. */
    static final String PROPERTY = "pokeai.natives";

    private static final Set<PosixFilePermission> ONLY_ME = PosixFilePermissions.fromString("rwx------");

    private NativesFolder() {}

    /** The folder; it exists, and no other user can have put a library into it. */
    static Path find() throws IOException {
        return find(System.getProperty(PROPERTY, ""), System.getenv(), System.getProperty("java.io.tmpdir", "/tmp"));
    }

    /** The folder of this user, also where the system property names another one. */
    static Path ofUser() throws IOException {
        return find("", System.getenv(), System.getProperty("java.io.tmpdir", "/tmp"));
    }

    static Path find(String declared, Map<String, String> environment, String temporary) throws IOException {
        if (!declared.isEmpty()) {
            Path folder = Path.of(declared).toAbsolutePath();
            try {
                return Files.createDirectories(folder);
            } catch (IOException e) {
                throw refused(folder, FolderCause.of(e), e);
            }
        }
        List<String> refused = new ArrayList<>();
        for (Path candidate : candidates(environment, temporary)) {
            try {
                return usable(candidate);
            } catch (IOException e) {
                refused.add(candidate + " (" + FolderCause.of(e) + ")");
            }
        }
        throw new NativesFailure(
                "No folder for native libraries can be used: " + String.join("; ", refused) + ".",
                "Name a folder that can be written: " + UnpackedFolder.ELSEWHERE + ".");
    }

    private static List<Path> candidates(Map<String, String> environment, String temporary) throws IOException {
        List<Path> candidates = new ArrayList<>();
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (cache.startsWith("/")) {
            candidates.add(Path.of(cache, "pokeai", "natives"));
        }
        String home = environment.getOrDefault("HOME", "");
        if (home.startsWith("/")) {
            candidates.add(Path.of(home, ".cache", "pokeai", "natives"));
        }
        // user.name is a setting, and '?' for a user id that is not in the list of users.
        candidates.add(Path.of(temporary, "pokeai-natives-" + userId()).toAbsolutePath());
        return candidates;
    }

    private static String userId() throws IOException {
        Path process = Path.of("/proc/self");
        return Files.exists(process)
                        && process.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? String.valueOf(Files.getAttribute(process, "unix:uid"))
                : System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    private static Path usable(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path found = privateFolder(folder);
        // A file system that is full or read-only is found out now, while there is another candidate.
        Files.delete(probe(found));
        if (Mounts.ofThisProcess().isNoexec(found)) {
            throw new IOException("mounted noexec");
        }
        return found;
    }

    /** A folder in a place that other users can write to: one that exists already is checked before it is trusted. */
    static Path privateFolder(Path folder) throws IOException {
        boolean posix = Files.getFileStore(folder.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        if (!posix) {
            return Files.createDirectories(folder).toAbsolutePath();
        }
        FileAttribute<Set<PosixFilePermission>> onlyMe = PosixFilePermissions.asFileAttribute(ONLY_ME);
        try {
            Files.createDirectory(folder, onlyMe);
        } catch (FileAlreadyExistsException e) {
            requireMine(folder);
        }
        return folder.toAbsolutePath();
    }

    private static void requireMine(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw untrusted(folder, "is not a directory");
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw untrusted(folder, "can be written by others");
        }
        // Only what we make ourselves tells who we are: user.name is a setting.
        Path probe = probe(folder);
        try {
            if (!Files.getOwner(probe).equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))) {
                throw untrusted(folder, "belongs to another user");
            }
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static Path probe(Path folder) throws IOException {
        return Files.createTempFile(folder, "probe", ".partial");
    }

    private static IOException untrusted(Path folder, String why) {
        return new IOException(folder + " " + why + ", so libraries in it cannot be trusted. Delete it, or name another"
                + " folder with -D" + PROPERTY + "=FOLDER.");
    }

    private static NativesFailure refused(Path folder, String why, IOException cause) {
        return new NativesFailure(
                "The folder for native libraries, " + folder + ", cannot be made: " + why + ".",
                "Name a folder that can be written: " + UnpackedFolder.ELSEWHERE + ".",
                cause);
    }
}
