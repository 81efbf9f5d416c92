package io.pokeai.natives.selftest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a library can see of the CPU that it runs on: all that its choice of kernels may depend on.
 *
 * <p>Part of every start, so it does without streams and patterns, which cost more than the reading.
 */
final class Machine {
    private static final Path CPU = Path.of("proc/cpuinfo");
    private static final Path CACHES = Path.of("sys/devices/system/cpu/cpu0/cache");
    private static final Set<String> MODEL = Set.of(
            "vendor_id",
            "cpu family",
            "model",
            "model name",
            "stepping",
            "microcode",
            "flags",
            "CPU implementer",
            "CPU architecture",
            "CPU variant",
            "CPU part",
            "CPU revision",
            "Features");

    private final Path root;

    /** @param root of the file system that has {@code proc} and {@code sys} */
    Machine(Path root) {
        this.root = root;
    }

    /**
     * Model, stepping, microcode and flags of the CPUs, and the caches that the system shows; a virtual machine may show
     * none. Empty where the system does not tell.
     */
    Optional<String> description() {
        Set<String> cpus = cpus();
        return cpus.isEmpty()
                ? Optional.empty()
                : Optional.of(System.getProperty("os.arch", "") + '\n' + String.join("\n", cpus) + "\ncaches "
                        + String.join(" ", caches()));
    }

    private Set<String> cpus() {
        Set<String> lines = new TreeSet<>();
        String text;
        try {
            // Latin-1 reads any bytes.
            text = new String(Files.readAllBytes(root.resolve(CPU)), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return lines;
        }
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            int colon = text.indexOf(':', start);
            if (colon >= 0
                    && colon < end
                    && MODEL.contains(text.substring(start, colon).strip())) {
                lines.add(text.substring(start, end));
            }
            start = end + 1;
        }
        return lines;
    }

    private Set<String> caches() {
        Set<String> found = new TreeSet<>();
        try (DirectoryStream<Path> indices = Files.newDirectoryStream(root.resolve(CACHES), "index*")) {
            for (Path index : indices) {
                found.add(
                        "L" + text(index.resolve("level")) + text(index.resolve("type")) + text(index.resolve("size")));
            }
        } catch (IOException | DirectoryIteratorException e) {
            return Set.of();
        }
        return found;
    }

    private static String text(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readString(file).strip() : "?";
    }
}
