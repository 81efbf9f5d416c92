package io.pokeai.engine.runtime.internal.osgi;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.runtime.internal.CacheFallback;
import io.pokeai.engine.runtime.internal.Preparation;
import io.pokeai.engine.runtime.internal.SharedEngines;
import io.pokeai.engine.runtime.internal.call.PooledEngine;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.lifecycle.GateSource;
import io.pokeai.engine.runtime.internal.threads.ProcessBudget;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The engine's factory as an OSGi service: back ends and declared models come and go with their bundles.
 *
 * <p>Immediate, because the engines that it opened go on needing its back ends when the factory is no longer used.
 */
@Component(service = EngineFactory.class, immediate = true)
public final class OsgiEngineFactory implements EngineFactory {
    private static final String RANKING = "service.ranking";

    private final Imaging imaging;
    private final Bundle framework;
    private final GateSource gates;
    private final Backends backends = new Backends();
    private final List<ModelSource> declared = new CopyOnWriteArrayList<>();

    /** Shell, service and configured engine use the same factory. */
    private final SharedEngines shared = new SharedEngines(this::openAlone);

    @Activate
    public OsgiEngineFactory(@Reference Imaging imaging, BundleContext context) {
        this.imaging = imaging;
        this.gates = new GateService(context);
        this.framework = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
    }

    @Override
    @MustBeClosed
    public Engine open(EngineSettings settings) {
        EngineException.required(settings, "settings");
        return shared.open(CacheFallback.in(settings));
    }

    @SuppressWarnings("MustBeClosedChecker") // owned by SharedEngines
    private PooledEngine openAlone(EngineSettings settings) {
        if (settings.watch()) {
            // An engine that lasts says now what this machine lacks. One for a single command says it at its first
            // call, and does not wait for libraries that the command may not need.
            Preparation.of(imaging, backends.inOrder());
        }
        return PooledEngine.open(
                settings, imaging, backends, () -> List.copyOf(declared), ProcessBudget.ofThisProcess(), gates);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBackend(
            ClassifierFactory factory, ServiceReference<ClassifierFactory> reference, Map<String, Object> properties) {
        backends.add(
                factory,
                properties.get(RANKING) instanceof Integer ranking ? ranking : factory.ranking(),
                BackendBundle.build(reference));
    }

    void removeBackend(ClassifierFactory factory) {
        if (framework.getState() == Bundle.STOPPING) {
            backends.end();
        }
        backends.remove(factory);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addModel(DeclaredModel model) {
        declared.add(model.source());
        backends.changed();
    }

    void removeModel(DeclaredModel model) {
        declared.remove(model.source());
        backends.changed();
    }
}
