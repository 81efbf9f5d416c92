package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.FoldDemand;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.ModelControl;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers an {@link Engine} and its {@link ModelControl} as services for the configuration {@code io.pokeai.engine}: {@code artifacts}, and optionally
 * {@code cache}, {@code threads}, {@code devices} (comma-separated), {@code folds} (how many every model of folds must
 * have). A changed configuration opens a new engine.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.pokeai.engine",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ConfiguredEngine {
    private final Engine engine;
    private final ServiceRegistration<Engine> registration;
    private final ServiceRegistration<ModelControl> control;

    @Activate
    @SuppressWarnings("MustBeClosedChecker") // closed by @Deactivate
    public ConfiguredEngine(
            BundleContext context, @Reference EngineFactory factory, Map<String, Object> configuration) {
        Object artifacts = configuration.get("artifacts");
        EngineSettings settings = EngineSettings.of(Path.of(artifacts == null ? "artifacts" : artifacts.toString()));
        if (configuration.get("cache") instanceof String cache) {
            settings = settings.withCache(Path.of(cache));
        }
        if (configuration.get("threads") != null) {
            settings = settings.withThreads(number(configuration, "threads"));
        }
        if (configuration.get("folds") != null) {
            settings = settings.withLayout(
                    FolderLayout.AS_FOUND.withFolds(new FoldDemand(number(configuration, "folds"), Optional.empty())));
        }
        if (configuration.get("devices") instanceof String devices) {
            settings = settings.withDevices(List.of(devices.strip().split("\\s*,\\s*")));
        }
        this.engine = factory.open(settings);
        Dictionary<String, Object> properties = FrameworkUtil.asDictionary(
                Map.of("artifacts", settings.artifacts().toString()));
        this.registration = context.registerService(Engine.class, engine, properties);
        this.control = context.registerService(ModelControl.class, engine.control(), properties);
    }

    private static int number(Map<String, Object> configuration, String key) {
        return Integer.parseInt(String.valueOf(configuration.get(key)).strip());
    }

    @Deactivate
    void close() {
        control.unregister();
        registration.unregister();
        engine.close();
    }
}
