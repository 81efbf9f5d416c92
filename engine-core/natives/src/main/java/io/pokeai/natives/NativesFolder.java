package io.pokeai.natives;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder that keeps unpacked natives of all builds: the system property {@code pokeai.natives}, else a folder of the
 * user below the temporary files.
 */
final class NativesFolder {
    /** System property that names the folder. */
    static final String PROPERTY = "pokeai.natives";

    private static final Set<PosixFilePermission> ONLY_ME = PosixFilePermissions.fromString("rwx------");

    private NativesFolder() {}

    /** The folder; it exists, and nobody else can have put a library of theirs into it. */
    static Path find() throws IOException {
        String declared = System.getProperty(PROPERTY, "");
        if (!declared.isEmpty()) {
            return Files.createDirectories(Path.of(declared)).toAbsolutePath();
        }
        return ofUser();
    }

    /** The user's folder below the temporary files. */
    static Path ofUser() throws IOException {
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_.-]", "_");
        return privateFolder(Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "pokeai-natives-" + user));
    }

    /** A folder whose place others can write to as well, so what is there already is not trusted unseen. */
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
            throw refused(folder, "is no folder");
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw refused(folder, "can be written by others");
        }
        // Only what we make ourselves tells who we are: user.name is a setting.
        Path probe = Files.createTempFile(folder, "owner", ".partial");
        try {
            if (!Files.getOwner(probe).equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))) {
                throw refused(folder, "belongs to another user");
            }
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static IOException refused(Path folder, String why) {
        return new IOException(folder + " " + why + ", so libraries in it cannot be trusted. Delete it, or name another"
                + " folder with -D" + PROPERTY + "=FOLDER.");
    }
}
