package example.colours;

import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.testkit.ClassifierContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ColourContractTest extends ClassifierContract {
    @Override
    protected ClassifierFactory factory() {
        return new ColourClassifierFactory();
    }

    @Override
    protected Path model(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("fire or grass.colours"), "colours 1\n8\nfire 0.9 0.3 0.1\ngrass 0.2 0.7 0.2\n");
    }
}
