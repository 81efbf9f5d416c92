package io.pokeai.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What Linux says about a process. */
final class ProcessFacts {
    private final Path folder;

    private ProcessFacts(Path folder) {
        this.folder = folder;
    }

    static ProcessFacts self() {
        return new ProcessFacts(Path.of("/proc/self"));
    }

    static ProcessFacts of(Process process) {
        return new ProcessFacts(Path.of("/proc", String.valueOf(process.pid())));
    }

    static boolean available() {
        return Files.isReadable(Path.of("/proc/self/maps"));
    }

    /** Resident memory now, in kB. */
    long residentKilobytes() {
        return status("VmRSS:");
    }

    /** The most resident memory so far, in kB. */
    long peakKilobytes() {
        return status("VmHWM:");
    }

    /** The files mapped under this name, each copy once: {@code inode path}. */
    Set<String> mapped(String nameStart) {
        Set<String> found = new TreeSet<>();
        try (Stream<String> lines = Files.lines(folder.resolve("maps"))) {
            lines.map(line -> line.split("\\s+", 6))
                    .filter(parts -> parts.length == 6)
                    .forEach(parts -> {
                        String path = parts[5];
                        if (path.substring(path.lastIndexOf('/') + 1).startsWith(nameStart)) {
                            found.add(parts[4] + " " + path);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private long status(String key) {
        try (Stream<String> lines = Files.lines(folder.resolve("status"))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
