package io.pokeai.engine.testkit;

import io.pokeai.engine.spi.ClassifierFactory;
import java.nio.file.Path;

/** The fakes keep the contract themselves; else tests against them would prove nothing. */
class FakeContractTest extends ClassifierContract {
    @Override
    protected ClassifierFactory factory() {
        return new FakeClassifierFactory();
    }

    @Override
    protected Path model(Path folder) {
        return FakeClassifierFactory.write(folder.resolve("small.fake"), 0.25f);
    }

    @Override
    protected boolean isRegistered() {
        return false;
    }
}
