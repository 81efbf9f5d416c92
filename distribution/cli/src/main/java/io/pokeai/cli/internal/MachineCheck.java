package io.pokeai.cli.internal;

import io.pokeai.engine.spi.HealthCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cores, memory, instruction sets and C library, as Linux tells them. */
final class MachineCheck implements HealthCheck {
    private static final long KILOBYTES_PER_MEGABYTE = 1024;
    private static final long LITTLE_MEMORY_MEGABYTES = 512;
    private static final Pattern MEMORY = Pattern.compile("(?m)^(MemTotal|MemAvailable):\\s+(\\d+) kB");
    private static final Pattern GLIBC = Pattern.compile("stable release version (\\d+)\\.(\\d+)");
    // libopencv_imgproc of OpenCV 4.13 asks for symbols of glibc 2.35; ONNX Runtime for 2.28.
    private static final int GLIBC_MINOR = 35;

    private final Path root;

    /** @param root of the file system that has {@code proc} and {@code sys} */
    MachineCheck(Path root) {
        this.root = root;
    }

    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        findings.add(cores());
        memory().ifPresent(findings::add);
        instructions().ifPresent(findings::add);
        libc().ifPresent(findings::add);
        return findings;
    }

    private Finding cores() {
        int usable = Runtime.getRuntime().availableProcessors();
        long present = text("proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("processor"))
                .count();
        String quota = text("sys/fs/cgroup/cpu.max").strip();
        String limited = quota.isEmpty() || quota.startsWith("max") ? "" : ", cgroup cpu.max " + quota;
        return new Finding(
                Severity.OK,
                "cores",
                usable + " usable" + (present > 0 ? " of " + present : "") + limited + ", "
                        + System.getProperty("os.arch"),
                "");
    }

    private Optional<Finding> memory() {
        long total = -1;
        long available = -1;
        Matcher matcher = MEMORY.matcher(text("proc/meminfo"));
        while (matcher.find()) {
            long megabytes = Long.parseLong(matcher.group(2)) / KILOBYTES_PER_MEGABYTE;
            if (matcher.group(1).equals("MemTotal")) {
                total = megabytes;
            } else {
                available = megabytes;
            }
        }
        if (total < 0 || available < 0) {
            return Optional.empty();
        }
        String limit = text("sys/fs/cgroup/memory.max").strip();
        String found = available + " MB free of " + total + " MB"
                + (limit.isEmpty() || limit.equals("max") ? "" : ", cgroup memory.max " + limit + " bytes");
        return Optional.of(
                available < LITTLE_MEMORY_MEGABYTES
                        ? new Finding(
                                Severity.WARNING,
                                "memory",
                                found,
                                "A ResNet-50 needs about 500 MB; end other programs.")
                        : new Finding(Severity.OK, "memory", found, ""));
    }

    private Optional<Finding> instructions() {
        Set<String> flags = text("proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line -> Arrays.stream(
                                line.substring(line.indexOf(':') + 1).strip().split(" "))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        if (flags.isEmpty()) {
            return Optional.empty(); // another architecture; the back ends say what they need
        }
        String found = Stream.of("sse4_2", "avx", "fma", "avx2", "avx512f", "avx512_vnni", "amx_tile")
                .filter(flags::contains)
                .collect(Collectors.joining(" "));
        return Optional.of(
                flags.contains("avx2") && flags.contains("fma")
                        ? new Finding(Severity.OK, "instructions", found, "")
                        : new Finding(
                                Severity.WARNING,
                                "instructions",
                                "no AVX2 with FMA (" + found + ")",
                                "Models run several times slower; use a CPU from 2013 or later, or let the virtual"
                                        + " machine pass the flags of its host through."));
    }

    private Optional<Finding> libc() {
        Optional<Path> library = text("proc/self/maps")
                .lines()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .filter(path -> path.matches(".*/(libc[.-].*|ld-musl.*)"))
                .map(path -> root.resolve(path.substring(1)))
                .findFirst();
        if (library.isEmpty()) {
            return Optional.empty();
        }
        Matcher version = GLIBC.matcher(text(library.get()));
        if (!version.find()) {
            return Optional.of(new Finding(
                    Severity.ERROR,
                    "C library",
                    library.get() + " is not glibc",
                    "The native libraries need glibc 2." + GLIBC_MINOR
                            + " or later: use Debian 12, Ubuntu 22.04, RHEL 10 or later instead of Alpine."));
        }
        String found = "glibc " + version.group(1) + "." + version.group(2);
        return Optional.of(
                Integer.parseInt(version.group(2)) < GLIBC_MINOR
                        ? new Finding(
                                Severity.ERROR,
                                "C library",
                                found,
                                "OpenCV needs glibc 2." + GLIBC_MINOR
                                        + " or later: use Debian 12, Ubuntu 22.04, RHEL 10 or later.")
                        : new Finding(Severity.OK, "C library", found, ""));
    }

    private String text(String file) {
        return text(root.resolve(file));
    }

    // Empty where the system does not tell. Latin-1 keeps the bytes of a library as they are.
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
