package io.pokeai.engine.checkpoint.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.ReferenceCheckpoints;
import io.pokeai.engine.checkpoint.StateDict;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Hostile and broken files: a clear error of two codes, soon, and nothing else. */
class MaliciousTest {
    private static final String FOLDER = "malicious";

    @TestFactory
    Stream<DynamicTest> refusesWhatIsHostile() throws IOException {
        List<Path> files = ReferenceCheckpoints.checkpoints(FOLDER);
        Map<String, Map<String, Object>> expected = ReferenceCheckpoints.expected(FOLDER);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> check(file, expected.get(file.getFileName().toString()))));
    }

    private static void check(Path file, Map<String, Object> expected) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        String outcome = outcome(file);
        // Not the wall clock, for the machine may have other work.
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(1));
        String allowed = (String) expected.get("expect");
        if (!allowed.equals("ok-or-refused")) {
            assertThat(outcome).as("%s", expected).isEqualTo(allowed);
        }
        assertThat(Path.of("pwned-marker")).doesNotExist();
        assertThat(Files.exists(file.resolveSibling("pwned-marker"))).isFalse();
    }

    private static String outcome(Path file) {
        try {
            StateDict tensors = CheckpointReader.read(file).stateDict();
            tensors.tensors()
                    .values()
                    .forEach(tensor -> assertThat(tensor.bytes().remaining())
                            .isEqualTo(tensor.elements() * tensor.dtype().bytes()));
            return "ok";
        } catch (EngineException e) {
            assertThat(e.code()).isIn(ErrorCode.MODEL_INVALID, ErrorCode.MODEL_REFUSED);
            assertThat(e.problem()).startsWith(file.getFileName() + ": ").doesNotContain("\n", "\u001b");
            assertThat(e.remedy()).isNotEmpty();
            return "refused";
        }
    }
}
