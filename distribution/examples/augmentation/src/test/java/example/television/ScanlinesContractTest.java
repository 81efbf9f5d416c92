package example.television;

import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.testkit.AugmentationContract;
import java.util.List;

class ScanlinesContractTest extends AugmentationContract {
    @Override
    protected List<Augmentation> augmentations() {
        return List.of(new Scanlines());
    }
}
