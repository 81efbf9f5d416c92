package io.pokeai.natives.opencv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A folder of native libraries, filled from a jar as they are asked for.
 *
 * <p>A library appears under its name only when all of it is on the disk, so several processes may fill the folder at
 * once, and one that is killed leaves nothing that another would load.
 */
final class UnpackedNatives {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final Class<?> origin;
    private final String resources;

    /**
     * @param folder where the libraries go; made when the first one is unpacked
     * @param origin the class beside whose package the libraries lie in the jar
     * @param resources the folder of the libraries, relative to {@code origin}
     */
    UnpackedNatives(Path folder, Class<?> origin, String resources) {
        this.folder = folder;
        this.origin = origin;
        this.resources = resources;
    }

    /**
     * The library as a file.
     *
     * @param optional whether the jar may lack it
     * @throws UnsatisfiedLinkError when the jar lacks it, or the folder cannot be used
     */
    Optional<Path> find(String library, boolean optional) {
        Path file = folder.resolve(library);
        try {
            if (!Files.isRegularFile(file)) {
                return unpack(library, file, optional);
            }
            requireOurs();
            return Optional.of(file);
        } catch (IOException e) {
            UnsatisfiedLinkError error = new UnsatisfiedLinkError("Cannot unpack " + library + " to " + folder + ": "
                    + e + ". Name a folder that can be written with -Dpokeai.natives=FOLDER.");
            error.initCause(e);
            throw error;
        }
    }

    private Optional<Path> unpack(String library, Path file, boolean optional) throws IOException {
        try (InputStream in = origin.getResourceAsStream(resources + "/" + library)) {
            if (in == null) {
                if (optional) {
                    return Optional.empty();
                }
                throw new UnsatisfiedLinkError("The OpenCV jar lacks " + library + ".");
            }
            Files.createDirectories(folder.getParent());
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            requireOurs();
            Path partial = Files.createTempFile(folder, library, ".part");
            try {
                try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                    in.transferTo(Channels.newOutputStream(channel));
                    channel.force(true);
                }
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
            return Optional.of(file);
        }
    }

    /** The default folder has a name that anybody can guess: libraries that somebody else put there are not loaded. */
    private void requireOurs() throws IOException {
        Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        // The link itself is root's; the folder that it leads to is ours.
        Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        if (!owner.equals(self) || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("the folder belongs to another user or can be written by everybody");
        }
    }
}
