package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.spi.HealthCheck.Finding;
import io.pokeai.engine.spi.HealthCheck.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCheckTest {
    @TempDir
    Path root;

    @Test
    void aGoodMachineHasOnlyGoodFindings() throws IOException {
        machine("fpu avx fma avx2", "MemAvailable:    8000000 kB", "stable release version 2.36.\n");
        assertThat(new MachineCheck(root).check())
                .extracting(Finding::severity)
                .containsOnly(Severity.OK)
                .hasSize(4);
        assertThat(finding("cores").found()).contains("of 2, cgroup cpu.max 150000 100000");
        assertThat(finding("memory").found()).isEqualTo("7812 MB free of 15625 MB");
        assertThat(finding("instructions").found()).isEqualTo("avx fma avx2");
        assertThat(finding("C library").found()).isEqualTo("glibc 2.36");
    }

    @Test
    void whatIsWrongComesWithARemedy() throws IOException {
        machine("fpu avx", "MemAvailable:     100000 kB", "stable release version 2.31.\n");
        assertThat(finding("memory").severity()).isEqualTo(Severity.WARNING);
        assertThat(finding("instructions").severity()).isEqualTo(Severity.WARNING);
        assertThat(finding("C library").severity()).isEqualTo(Severity.ERROR);
        assertThat(finding("C library").remedy()).contains("Debian 12");
    }

    @Test
    void anotherLibcIsAnError() throws IOException {
        machine("avx2 fma", "MemAvailable: 8000000 kB", "musl");
        assertThat(finding("C library").found()).endsWith("is not glibc");
    }

    @Test
    void theRealMachineCanBeLookedAt() {
        assertThat(new MachineCheck(Path.of("/")).check()).isNotEmpty();
    }

    private Finding finding(String subject) {
        return new MachineCheck(root)
                .check().stream()
                        .filter(finding -> finding.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();
    }

    private void machine(String flags, String available, String libc) throws IOException {
        write("proc/cpuinfo", "processor : 0\nflags\t\t: " + flags + "\nprocessor : 1\n");
        write("proc/meminfo", "MemTotal:       16000000 kB\n" + available + "\n");
        write("sys/fs/cgroup/cpu.max", "150000 100000\n");
        write("proc/self/maps", "7f00-7f01 r-xp 00000000 08:01 1234     /lib/libc.so.6\n");
        write("lib/libc.so.6", libc);
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
