package io.pokeai.natives.selftest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a library can see of the CPU that it runs on: all that its choice of kernels may depend on. */
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
        // Latin-1: whatever bytes there are.
        try (var lines = Files.lines(root.resolve(CPU), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.indexOf(':') > 0
                            && MODEL.contains(
                                    line.substring(0, line.indexOf(':')).strip()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException | UncheckedIOException e) {
            return Set.of();
        }
    }

    private List<String> caches() {
        Set<String> found = new TreeSet<>();
        try (DirectoryStream<Path> indices = Files.newDirectoryStream(root.resolve(CACHES), "index*")) {
            for (Path index : indices) {
                found.add(
                        "L" + text(index.resolve("level")) + text(index.resolve("type")) + text(index.resolve("size")));
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return List.copyOf(found);
    }

    private static String text(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readString(file).strip() : "?";
    }
}
