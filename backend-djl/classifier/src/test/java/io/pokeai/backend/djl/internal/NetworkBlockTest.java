package io.pokeai.backend.djl.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.pokeai.engine.network.recognition.KnownCheckpoint;
import io.pokeai.engine.network.testkit.KnownNetwork;
import io.pokeai.engine.network.testkit.TinyModels;
import io.pokeai.natives.pytorch.PyTorchLibrary;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkBlockTest {
    private final NDManager weights = PyTorchLibrary.engine().newBaseManager();

    @TempDir
    Path folder;

    @AfterEach
    void free() {
        weights.close();
    }

    @Test
    void aCallLeavesNothingButItsAnswer() throws Exception {
        Path file = TinyModels.write("tiny_v11", folder.resolve("best.pt"));
        NetworkBlock block = new NetworkBlock(KnownCheckpoint.network(file), TinyModels.SIZE, new Weights(weights));
        int held = weights.getManagedArrays().size();
        try (NDManager call = weights.newSubManager()) {
            NDArray answer = call(block, call, TinyModels.SIZE, 2, false);
            assertThat(answer.getShape()).isEqualTo(new Shape(2, 4));
            assertThat(answer.hasGradient()).isFalse();
            assertThat(call.getManagedArrays()).hasSize(2).contains(answer);
            assertThat(block.getOutputShapes(new Shape[] {new Shape(7, 3, 32, 32)}))
                    .containsExactly(new Shape(7, 4));
        }
        assertThat(weights.getManagedArrays()).hasSize(held);
    }

    @Test
    void answersOnly() {
        KnownNetwork network = KnownNetwork.read("resnet_basic");
        Path file = network.write(folder.resolve("resnet.pth"));
        NetworkBlock block = new NetworkBlock(KnownCheckpoint.network(file), network.size(), new Weights(weights));
        assertThatThrownBy(() -> call(block, weights, network.size(), 1, true))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void weightsLargerThanOnePieceArriveWhole() {
        int count = (1 << 21) + 5;
        java.nio.FloatBuffer values = java.nio.FloatBuffer.allocate(count);
        for (int i = 0; i < count; i++) {
            values.put(i, i);
        }
        Weights copied = new Weights(weights);
        NDArray array = copied.copy(values, java.util.List.of((long) count, 1L));
        assertThat(array.getShape()).isEqualTo(new Shape(count, 1));
        assertThat(array.toFloatArray()).isEqualTo(values.array());
        assertThat(copied.bytes()).isEqualTo(4L * count);
        assertThat(weights.getManagedArrays()).hasSize(1);
    }

    private static NDArray call(NetworkBlock block, NDManager manager, int size, int count, boolean training) {
        NDArray pictures = manager.zeros(new Shape(count, 3, size, size), DataType.FLOAT32);
        return block.forward(new ParameterStore(manager, false), new NDList(pictures), training)
                .singletonOrThrow();
    }
}
