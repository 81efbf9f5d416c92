package io.pokeai.backend.yolo;

import io.pokeai.engine.network.testkit.TinyModels;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.testkit.ClassifierContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** The contract, for a checkpoint of either generation and for an exported graph. */
class YoloContractTest {
    @Nested
    class OfYolov8 extends Contract {
        @Override
        protected Path model(Path folder) throws IOException {
            return TinyModels.write("tiny_v8", folder.resolve("best.pt"));
        }
    }

    @Nested
    class OfYolo11 extends Contract {
        @Override
        protected Path model(Path folder) throws IOException {
            return TinyModels.write("tiny_v11", folder.resolve("best.pt"));
        }
    }

    @Nested
    class OfExported extends Contract {
        @Override
        protected Path model(Path folder) throws IOException {
            return Files.write(folder.resolve("best.onnx"), ExportedModels.classifier("classify", 16));
        }
    }

    private abstract static class Contract extends ClassifierContract {
        @Override
        protected ClassifierFactory factory() {
            return new YoloClassifierFactory();
        }
    }
}
