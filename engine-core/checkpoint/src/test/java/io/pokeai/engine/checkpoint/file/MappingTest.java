package io.pokeai.engine.checkpoint.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.Digests;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.TestTensors;
import io.pokeai.engine.checkpoint.internal.FileBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {
    private static final Path MAPS = Path.of("/proc/self/maps");

    @TempDir
    private Path folder;

    @Test
    void mappingsEndWithTheirTensors() throws Exception {
        assumeTrue(Files.exists(MAPS), "needs /proc");
        Path file = folder.resolve("mapped.pth");
        CheckpointWriter.write(file, TestTensors.ofEveryType());
        Checkpoint kept = CheckpointReader.read(file);
        for (int i = 0; i < 1000; i++) {
            assertThat(CheckpointReader.read(file).stateDict().tensors()).isNotEmpty();
        }
        for (int i = 0; i < 50 && mappings(file) > 1; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(mappings(file)).isEqualTo(1);
        assertThat(Digests.of(kept.stateDict())).isEqualTo(Digests.of(TestTensors.ofEveryType()));
    }

    private static long mappings(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(MAPS)) {
            return lines.filter(line -> line.endsWith(file.toString())).count();
        }
    }

    @Test
    void aReaderThatIsInterruptedIsCancelledAndTheOthersOfItsFileReadOn() throws IOException {
        byte[] content = {1, 2, 3, 4, 5, 6, 7, 8};
        try (FileBytes file = FileBytes.open(Files.write(folder.resolve("shared"), content))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> file.read(0, ByteBuffer.allocate(4)))
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
            assertThat(Thread.interrupted()).as("its flag").isTrue();
            ByteBuffer target = ByteBuffer.allocate(4);
            file.read(2, target);
            assertThat(target.array()).containsExactly(3, 4, 5, 6);
        }
    }

    @Test
    void anInterruptedThreadReadsNoCheckpointAndLeavesNoHalfOfOne() throws IOException {
        Path file = folder.resolve("net.pth");
        CheckpointWriter.write(file, TestTensors.ofEveryType());
        for (ThrowingCallable act : List.<ThrowingCallable>of(
                () -> CheckpointReader.read(file),
                () -> CheckpointWriter.write(folder.resolve("other.pth"), TestTensors.ofEveryType()))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(act)
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
            assertThat(Thread.interrupted()).as("its flag").isTrue();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(CheckpointReader.read(file).stateDict().tensors()).isNotEmpty();
    }

    @Test
    void readingDoesNotKeepTheFileOpen() throws IOException {
        Path file = folder.resolve("closed.pth");
        CheckpointWriter.write(file, TestTensors.ofEveryType());
        Checkpoint kept = CheckpointReader.read(file);
        Files.delete(file);
        assertThat(Digests.of(kept.stateDict())).isEqualTo(Digests.of(TestTensors.ofEveryType()));
    }

    /** The file is sparse: it takes no room on the disk. */
    @Test
    void slicesOfLargeFilesAreMappedOrCopied() throws IOException {
        Path file = folder.resolve("large");
        long size = 3L << 30;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), size - 3);
        }
        try (FileBytes bytes = FileBytes.open(file)) {
            assertThat(bytes.size()).isEqualTo(size);
            assertThat(bytes.slice(size - 3, 3)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            ByteBuffer mapped = bytes.slice(size - 1_000_000, 1_000_000);
            assertThat(mapped.get(999_998)).isEqualTo((byte) 2);
            assertThatThrownBy(() -> bytes.slice(0, size)).hasMessageContaining("more than 2 GiB");
            assertThatThrownBy(() -> bytes.slice(size - 2, 3)).isInstanceOf(EngineException.class);
            assertThatThrownBy(() -> bytes.slice(-1, 3)).isInstanceOf(EngineException.class);
        }
    }

    @Test
    void aFileThatBecomesShorterIsAnErrorOfItsOwn() throws IOException {
        Path file = folder.resolve("shrinking.pth");
        ByteBuffer content = ByteBuffer.allocate(1 << 20);
        CheckpointWriter.write(file, new StateDict(Map.of("w", Tensors.of(DType.UINT8, List.of(1L << 20), content))));
        Tensor tensor = CheckpointReader.read(file).stateDict().find("w").orElseThrow();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(100);
        }
        assertThat(fails(tensor)).isTrue();
    }

    /** The JVM delivers the error a little after the access. */
    private static boolean fails(Tensor tensor) {
        try {
            for (int i = 0; i < 100; i++) {
                tensor.bytes().get(new byte[1 << 20]);
                Thread.sleep(1);
            }
            return false;
        } catch (InternalError e) {
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
