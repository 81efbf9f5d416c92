package io.pokeai.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hundreds of openings leave nothing behind; in a process of its own with two malloc arenas, as the start script has it. */
@Tag("slow")
class DjlLeakTest {
    private static final int OPENINGS = 400;

    /** The weights of the checkpoint are 1 MB, so a leak of one in ten would show as 20 MB over the last half. */
    private static final long NOISE_KIB = 8 << 10;

    @TempDir
    Path folder;

    @BeforeEach
    void needsProc() {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "needs /proc to see the memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"net.pth", "net.torchscript.pt"})
    void memoryAndTemporaryFilesAreFlat(String file) throws Exception {
        assertThat(growthOfLastHalf(run(false, file))).isLessThan(NOISE_KIB);
        try (var files = Files.list(temporary())) {
            assertThat(files).as("only the unpacked natives").hasSize(1);
        }
    }

    @Test
    void aLeakWouldBeSeen() throws Exception {
        assertThat(growthOfLastHalf(run(true, "net.pth"))).isGreaterThan(2 * NOISE_KIB);
    }

    /** From floor to floor: mapped files go with the garbage collection, so memory goes up and down by tens of MB. */
    private static long growthOfLastHalf(List<Long> resident) {
        System.out.println("resident KiB after every 10 openings: " + resident);
        int half = resident.size() / 2;
        return floor(resident.subList(half, resident.size())) - floor(resident.subList(half / 4, half));
    }

    private static long floor(List<Long> resident) {
        return resident.stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    private Path temporary() throws IOException {
        return Files.createDirectories(folder.resolve("tmp"));
    }

    private List<Long> run(boolean leak, String file) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The Java heap is there from the beginning, so that only native memory can grow.
                "-Xms48m",
                "-Xmx48m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                OpenCloseChild.class.getName(),
                Integer.toString(OPENINGS),
                Boolean.toString(leak),
                folder.resolve(file).toString());
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return output.lines().map(Long::valueOf).toList();
    }
}
