package io.pokeai.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Natives that were unpacked before, as in the image of a container, in a folder that need not be writable. */
final class PreparedFolder {
    /** System property that names the folder of all builds. */
    static final String PROPERTY = "pokeai.natives.prepared";

    private PreparedFolder() {}

    /** The folder of one build, if it is whole, and only root or this user can have written it. */
    static Optional<Path> find(String name, List<NativeLibrary> libraries) {
        String declared = System.getProperty(PROPERTY, "");
        return declared.isEmpty() ? Optional.empty() : find(Path.of(declared), name, libraries);
    }

    static Optional<Path> find(Path all, String name, List<NativeLibrary> libraries) {
        Path folder = all.resolve(name).toAbsolutePath();
        try {
            boolean usable = Files.isDirectory(folder)
                    && isOurs(all)
                    && isOurs(folder)
                    && new UnpackedFolder(folder, name).isComplete(libraries);
            return usable ? Optional.of(folder) : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static boolean isOurs(Path folder) throws IOException {
        Object owner = Files.getAttribute(folder, "unix:uid");
        Object me = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        return (Objects.equals(owner, 0) || Objects.equals(owner, me))
                && !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
