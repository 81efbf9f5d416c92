package io.pokeai.natives;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How folders are mounted, as {@code /proc/self/mountinfo} tells.
 *
 * @param table its text; empty where the system does not tell
 */
record Mounts(String table) {
    // Fields of a line: id, parent, device, root, mount point, options.
    private static final int MOUNT_POINT = 4;
    private static final int OPTIONS = 5;

    static Mounts ofThisProcess() {
        try {
            return new Mounts(new String(Files.readAllBytes(Path.of("/proc/self/mountinfo")), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Mounts("");
        }
    }

    /** Whether nothing in a folder may be run or mapped to be run. */
    boolean isNoexec(Path folder) {
        Path real = real(folder);
        String options = "";
        int depth = -1;
        for (String line : table.split("\n", -1)) {
            String[] fields = line.split(" ", -1);
            if (fields.length <= OPTIONS) {
                continue;
            }
            Path point = Path.of(unescaped(fields[MOUNT_POINT]));
            // Of two mounts on one folder, the later one hides the earlier.
            if (real.startsWith(point) && point.getNameCount() >= depth) {
                depth = point.getNameCount();
                options = fields[OPTIONS];
            }
        }
        return Arrays.asList(options.split(",", -1)).contains("noexec");
    }

    /** The kernel writes a space, a tab, a newline and a backslash in octal. */
    private static String unescaped(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    /** Without links; what is not made yet is going to be where it says. */
    private static Path real(Path folder) {
        Path absolute = folder.toAbsolutePath();
        for (Path one = absolute; one != null; one = one.getParent()) {
            try {
                return one.toRealPath().resolve(one.relativize(absolute));
            } catch (IOException e) {
                // Its parent, then.
            }
        }
        return absolute;
    }
}
