package io.pokeai.engine.checkpoint.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.TestTensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCheckpointTest {
    private static final int PIECE = 7;

    @TempDir
    private Path folder;

    @Test
    void piecesAreTheElementsWhileOpenAndAfterwards() {
        Path file = folder.resolve("types.pth");
        CheckpointWriter.write(file, TestTensors.ofEveryType());
        StateDict weights;
        try (OpenCheckpoint open = OpenCheckpoint.of(file)) {
            weights = open.checkpoint().stateDict();
            assertThat(allPieces(weights)).isPositive();
        }
        assertThat(allPieces(weights)).isPositive();
    }

    private static int allPieces(StateDict weights) {
        int compared = 0;
        for (Tensor tensor : weights.tensors().values()) {
            if (tensor.dtype().isFloating()) {
                assertThat(inPieces(tensor)).isEqualTo(inOne(tensor));
                compared++;
            }
        }
        return compared;
    }

    private static float[] inOne(Tensor tensor) {
        float[] all = new float[Math.toIntExact(tensor.elements())];
        tensor.floats().get(all);
        return all;
    }

    private static float[] inPieces(Tensor tensor) {
        float[] all = new float[Math.toIntExact(tensor.elements())];
        Tensor.Floats pieces = tensor.pieces();
        for (int from = 0; from < all.length; from += PIECE) {
            pieces.read(from, FloatBuffer.wrap(all, from, Math.min(PIECE, all.length - from)));
        }
        return all;
    }

    @Test
    void largeTensorsAreReadWhole() {
        Path file = folder.resolve("large.pth");
        ByteBuffer content = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < content.capacity(); i += Float.BYTES) {
            content.putFloat(i, i / 3f);
        }
        CheckpointWriter.write(file, new StateDict(Map.of("w", Tensors.of(DType.FLOAT32, List.of(1L << 18), content))));
        try (OpenCheckpoint open = OpenCheckpoint.of(file)) {
            float[] read = new float[(1 << 18) - 5];
            open.checkpoint().stateDict().find("w").orElseThrow().pieces().read(5, FloatBuffer.wrap(read));
            assertThat(read[0]).isEqualTo(20 / 3f);
            assertThat(read[read.length - 1]).isEqualTo((content.capacity() - Float.BYTES) / 3f);
        }
    }

    @Test
    void aFileThatBecameShorterIsDamaged() throws IOException {
        Path file = folder.resolve("shrinking.pth");
        ByteBuffer content = ByteBuffer.allocate(1 << 20);
        CheckpointWriter.write(file, new StateDict(Map.of("w", Tensors.of(DType.FLOAT32, List.of(1L << 18), content))));
        try (OpenCheckpoint open = OpenCheckpoint.of(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(100);
            }
            Tensor.Floats pieces =
                    open.checkpoint().stateDict().find("w").orElseThrow().pieces();
            assertThatThrownBy(() -> pieces.read(0, FloatBuffer.allocate(1 << 18)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("shorter");
        }
    }
}
