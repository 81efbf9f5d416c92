package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ModelControl;
import java.util.Dictionary;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers an {@link Engine} and its {@link ModelControl} as services for the configuration {@code io.pokeai.engine}:
 * {@code artifacts}, and optionally {@code cache}, {@code threads}, {@code devices} (comma-separated), {@code folds} (how
 * many every model of folds must have) and the keys of {@link io.pokeai.engine.api.ServingSetting}. A changed configuration
 * opens a new engine.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = EngineConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ConfiguredEngine {
    private final Engine engine;
    private final ServiceRegistration<Engine> registration;
    private final ServiceRegistration<ModelControl> control;

    @Activate
    @SuppressWarnings("MustBeClosedChecker") // closed by @Deactivate
    public ConfiguredEngine(
            BundleContext context, @Reference EngineFactory factory, Map<String, Object> configuration) {
        EngineSettings settings = EngineConfiguration.settings(configuration);
        this.engine = factory.open(settings);
        Dictionary<String, Object> properties = FrameworkUtil.asDictionary(
                Map.of("artifacts", settings.artifacts().toString()));
        this.registration = context.registerService(Engine.class, engine, properties);
        this.control = context.registerService(ModelControl.class, engine.control(), properties);
    }

    @Deactivate
    void close() {
        control.unregister();
        registration.unregister();
        engine.close();
    }
}
