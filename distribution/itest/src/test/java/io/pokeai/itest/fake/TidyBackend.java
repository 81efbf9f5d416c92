package io.pokeai.itest.fake;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.Optional;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A back end that opens nothing, and leaves nothing behind. */
public final class TidyBackend implements BundleActivator, ClassifierFactory {
    @Override
    public void start(BundleContext context) {
        context.registerService(ClassifierFactory.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework unregisters the service.
    }

    @Override
    public String id() {
        return "tidy";
    }

    @Override
    public Optional<ModelSpec> recognise(ModelSource source) {
        return Optional.empty();
    }

    @Override
    public Classifier open(ModelSpec spec, OpenOptions options) {
        throw EngineException.invalidArgument("This back end opens nothing.", "Use it to watch bundles go.");
    }
}
