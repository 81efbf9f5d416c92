package io.pokeai.backend.djl;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.spi.ModelSource;
import io.pokeai.engine.testkit.ClassifierContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The DJL back end keeps what every back end keeps. */
class DjlContractTest extends ClassifierContract {
    @Override
    protected ClassifierFactory factory() {
        return new DjlClassifierFactory();
    }

    @Override
    protected Path model(Path folder) throws Exception {
        return Fixture.copy("tiny.torchscript.pt", folder);
    }

    @Override
    protected ModelSource source(Path model) {
        return Fixture.declared(
                model, Labels.of(List.of("a", "b", "c")), InputSpec.yolo(Fixture.SIZE), Optional.empty(), Map.of());
    }
}
