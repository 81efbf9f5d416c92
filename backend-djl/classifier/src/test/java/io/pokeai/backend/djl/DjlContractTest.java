package io.pokeai.backend.djl;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.network.testkit.KnownNetwork;
import io.pokeai.engine.network.testkit.TinyModels;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.testkit.ClassifierContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The DJL back end keeps what every back end keeps, for each kind of file that it opens. */
class DjlContractTest {
    @Nested
    class OfTorchScript extends Contract {
        @Override
        protected Path model(Path folder) throws IOException {
            return Fixture.copy("tiny.torchscript.pt", folder);
        }

        @Override
        protected ModelSource source(Path model) {
            return Fixture.declared(
                    model, Labels.of(List.of("a", "b", "c")), InputSpec.yolo(Fixture.SIZE), Optional.empty(), Map.of());
        }
    }

    @Nested
    class OfStateDict extends Contract {
        private final KnownNetwork network = KnownNetwork.read("mobilenet_v3_small");

        @Override
        protected Path model(Path folder) {
            return network.write(folder.resolve("mobilenet.pth"));
        }

        @Override
        protected ModelSource source(Path model) {
            return network.source(model);
        }
    }

    @Nested
    class OfUltralytics extends Contract {
        @Override
        protected Path model(Path folder) throws IOException {
            return TinyModels.write("tiny_v11", folder.resolve("best.pt"));
        }
    }

    private abstract static class Contract extends ClassifierContract {
        @Override
        protected ClassifierFactory factory() {
            return new DjlClassifierFactory();
        }
    }
}
