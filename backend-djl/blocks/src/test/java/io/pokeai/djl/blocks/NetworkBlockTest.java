package io.pokeai.djl.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.recognition.KnownCheckpoint;
import io.pokeai.engine.network.testkit.FormulaTensor;
import io.pokeai.engine.network.testkit.KnownNetwork;
import io.pokeai.engine.network.testkit.TinyModels;
import io.pokeai.natives.pytorch.PyTorchLibrary;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
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
        NetworkBlock block = new NetworkBlock(
                KnownCheckpoint.network(CheckpointReader.read(file)),
                InputSpec.yolo(TinyModels.SIZE),
                new NativeWeights(weights));
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
        NetworkBlock block = new NetworkBlock(
                KnownCheckpoint.network(CheckpointReader.read(file)),
                InputSpec.yolo(network.size()),
                new NativeWeights(weights));
        assertThatThrownBy(() -> call(block, weights, network.size(), 1, true))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void weightsLargerThanOnePieceArriveWhole() {
        FormulaTensor tensor = new FormulaTensor("large", List.of((1L << 20) / 5 + 1, 11L));
        FloatBuffer values = tensor.floats();
        float[] expected = new float[values.remaining()];
        values.get(expected);
        NativeWeights copied = new NativeWeights(weights);
        NDArray array = copied.copy(tensor);
        assertThat(array.getShape()).isEqualTo(new Shape((1L << 20) / 5 + 1, 11));
        assertThat(array.toFloatArray()).isEqualTo(expected);
        assertThat(copied.bytes()).isEqualTo(4L * expected.length);
        assertThat(weights.getManagedArrays()).hasSize(1);
    }

    private static NDArray call(NetworkBlock block, NDManager manager, int size, int count, boolean training) {
        NDArray pictures = manager.zeros(new Shape(count, 3, size, size), DataType.FLOAT32);
        return block.forward(new ParameterStore(manager, false), new NDList(pictures), training)
                .singletonOrThrow();
    }
}
