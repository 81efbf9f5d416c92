package io.pokeai.backend.onnx;

import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.network.testkit.KnownNetwork;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.testkit.ClassifierContract;
import io.pokeai.onnx.graph.Attribute;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contract, for graphs of an open batch, of a batch of one and of a batch of four, and for a checkpoint. */
class OnnxContractTest {
    @Nested
    class OpenBatch extends Contract {
        OpenBatch() {
            super(Dimension.symbol("batch"));
        }
    }

    @Nested
    class BatchOfOne extends Contract {
        BatchOfOne() {
            super(Dimension.of(1));
        }
    }

    @Nested
    class BatchOfFour extends Contract {
        BatchOfFour() {
            super(Dimension.of(4));
        }
    }

    /** A checkpoint, which becomes a graph on the way. */
    @Nested
    class OfCheckpoint extends ClassifierContract {
        private final KnownNetwork network = KnownNetwork.read("resnet_basic");

        @Override
        protected ClassifierFactory factory() {
            return new OnnxClassifierFactory();
        }

        @Override
        protected Path model(Path folder) {
            return network.write(folder.resolve("resnet.pth"));
        }

        @Override
        protected ModelSource source(Path model) {
            return network.source(model);
        }
    }

    private abstract static class Contract extends ClassifierContract {
        private final Dimension batch;

        Contract(Dimension batch) {
            this.batch = batch;
        }

        @Override
        protected ClassifierFactory factory() {
            return new OnnxClassifierFactory();
        }

        @Override
        protected Path model(Path folder) throws IOException {
            GraphBuilder graph = new GraphBuilder("small");
            graph.input("x", batch, Dimension.of(3), Dimension.of(16), Dimension.of(16));
            float[] kernels = new float[5 * 3 * 3 * 3];
            for (int i = 0; i < kernels.length; i++) {
                kernels[i] = (float) Math.sin(i * 1.7);
            }
            graph.initializer("k", kernels, 5, 3, 3, 3);
            String conv = graph.add("Conv", List.of("x", "k"), Attribute.ofList("strides", 2, 2));
            String relu = graph.add("Relu", List.of(conv));
            String mean = graph.add("GlobalAveragePool", List.of(relu));
            graph.add("Flatten", List.of(mean), List.of("y"));
            graph.output("y", batch, Dimension.of(5));
            return Files.write(folder.resolve("small conv.onnx"), graph.toModel());
        }
    }
}
