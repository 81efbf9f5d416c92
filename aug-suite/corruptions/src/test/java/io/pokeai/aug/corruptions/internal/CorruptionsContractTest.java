package io.pokeai.aug.corruptions.internal;

import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.testkit.AugmentationContract;
import java.util.List;
import java.util.ServiceLoader;

/** All of the bundle keep what every augmentation keeps. */
class CorruptionsContractTest extends AugmentationContract {
    private final List<Augmentation> all = ServiceLoader.load(Augmentation.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    @Override
    protected List<Augmentation> augmentations() {
        return all;
    }
}
