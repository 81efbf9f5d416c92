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

/** A back end that forgets itself in a place of the JVM, as a thread or a driver registry would. */
public final class LeakingBackend implements BundleActivator, ClassifierFactory {
    /** The place; who removes it mends the leak. */
    public static final String PLACE = "pokeai.itest.leak";

    @Override
    public void start(BundleContext context) {
        System.getProperties().put(PLACE, this);
        context.registerService(ClassifierFactory.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {
        // The leak: it stays in its place.
    }

    @Override
    public String id() {
        return "leaking";
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
