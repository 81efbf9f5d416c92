package io.pokeai.onnx.session;

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

/**
 * A thousand openings leave nothing behind. In a process of its own with two malloc arenas: with glibc's default of eight per
 * core, memory steps up by 64 MB whenever another arena comes into use, which looks like a leak and is none.
 */
@Tag("slow")
class OpenCloseLeakTest {
    private static final int OPENINGS = 1000;

    /** A session of the small model holds some 120 KiB, so a leak shows as 60 MiB over the last half. */
    private static final long NOISE_KIB = 6 << 10;

    @TempDir
    Path temporary;

    @BeforeEach
    void needsProc() {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "needs /proc to see the memory");
    }

    @Test
    void memoryAndTemporaryFilesAreFlat() throws Exception {
        assertThat(growthOfLastHalf(run(false))).isLessThan(NOISE_KIB);
        try (var files = Files.list(temporary)) {
            // Without a home, natives are unpacked here, once.
            assertThat(files)
                    .as("at most the unpacked natives")
                    .hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(
                            file -> assertThat(file.getFileName().toString()).startsWith("pokeai-natives-"));
        }
    }

    @Test
    void aLeakWouldBeSeen() throws Exception {
        assertThat(growthOfLastHalf(run(true))).isGreaterThan(2 * NOISE_KIB);
    }

    private static long growthOfLastHalf(List<Long> resident) {
        System.out.println("resident KiB after every 100 openings: " + resident);
        return resident.get(resident.size() - 1) - resident.get(resident.size() / 2 - 1);
    }

    private List<Long> run(boolean leak) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The Java heap is there from the beginning, so that only native memory can grow.
                "-Xms24m",
                "-Xmx24m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                OpenCloseChild.class.getName(),
                Integer.toString(OPENINGS),
                Boolean.toString(leak));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return output.lines().map(Long::valueOf).toList();
    }
}
