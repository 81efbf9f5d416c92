package io.pokeai.service.internal.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The process: its memory, threads, descriptors and time, under the names that Prometheus' own clients use.
 *
 * <p>Linux says it in {@code /proc}; elsewhere there are only the figures of the heap. Java's management interface would say some of
 * knows neither resident memory nor, in its public part, descriptors.
 *
 * <p><b>Threads</b> safe.
 */
final class ProcessFigures implements MetricSource {
    /** {@code getconf CLK_TCK}: 100 on every Linux that Java runs on; user space sees no other. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int KIB = 1024;
    private static final double MILLIS = 1e3;

    /** In {@code /proc/self/stat}, counted from behind the name of the process: utime and stime. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    private final Path proc;
    private final long startedMillis;

    /** @param startedMillis since 1970 */
    ProcessFigures(Path proc, long startedMillis) {
        this.proc = proc;
        this.startedMillis = startedMillis;
    }

    static ProcessFigures ofThisProcess() {
        long started = ProcessHandle.current()
                .info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .orElse(0L);
        return new ProcessFigures(Path.of("/proc/self"), started);
    }

    @Override
    public void write(Exposition out) {
        out.single(
                "process_start_time_seconds",
                Exposition.Type.GAUGE,
                "When the process began, in seconds since 1970.",
                startedMillis / MILLIS);
        Runtime java = Runtime.getRuntime();
        out.single(
                "pokeai_heap_used_bytes",
                Exposition.Type.GAUGE,
                "The Java heap that is in use, garbage included.",
                (double) (java.totalMemory() - java.freeMemory()));
        out.single("pokeai_heap_max_bytes", Exposition.Type.GAUGE, "The largest Java heap.", (double) java.maxMemory());
        List<String> status = lines("status");
        whole(out, "process_resident_memory_bytes", "Resident memory.", field(status, "VmRSS:"), KIB);
        whole(out, "process_virtual_memory_bytes", "Virtual memory.", field(status, "VmSize:"), KIB);
        whole(out, "process_threads", "Threads of the process.", field(status, "Threads:"), 1);
        whole(out, "process_open_fds", "Open file descriptors.", descriptors(), 1);
        whole(out, "process_max_fds", "The most file descriptors.", field(lines("limits"), "Max open files"), 1);
        cpu(out);
    }

    private static void whole(Exposition out, String name, String help, OptionalLong value, int unit) {
        if (value.isPresent()) {
            out.single(name, Exposition.Type.GAUGE, help, (double) value.getAsLong() * unit);
        }
    }

    private void cpu(Exposition out) {
        for (String line : lines("stat")) {
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = Double.parseDouble(fields[USER_TICKS]) + Double.parseDouble(fields[SYSTEM_TICKS]);
            out.single(
                    "process_cpu_seconds",
                    Exposition.Type.COUNTER,
                    "Time on all processors, user and system.",
                    ticks / TICKS_PER_SECOND);
        }
    }

    private OptionalLong descriptors() {
        try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
            return OptionalLong.of(open.count() - 1); // without the one of this list
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    /** The first number behind a name. */
    private static OptionalLong field(List<String> lines, String name) {
        for (String line : lines) {
            if (line.startsWith(name)) {
                String first = line.substring(name.length()).strip().split("\\s+", 2)[0];
                return first.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(first)) : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    /** None where there is no such file. */
    private List<String> lines(String file) {
        try {
            return Files.readAllLines(proc.resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }
}
