package io.pokeai.engine.runtime.internal.osgi;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.spi.HealthCheck;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers an {@link Engine} and its {@link ModelControl} as services for the configuration {@code io.pokeai.engine}:
 * {@code artifacts}, and optionally {@code cache}, {@code threads}, {@code devices} (comma-separated), {@code folds} (how
 * many every model of folds must have), {@code retire_when_gone} and the keys of
 * {@link io.pokeai.engine.api.ServingSetting}.
 *
 * <p>Other settings open a new engine, and then close the old one. A configuration that is wrong changes nothing: the engine
 * of the last good one goes on, and the log, its service property {@value #REFUSED} and this health check say what is wrong.
 */
@Component(
        service = HealthCheck.class,
        immediate = true,
        configurationPid = EngineConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ConfiguredEngine implements HealthCheck {
    /** Why the newest configuration is not the one that counts; absent when it is. */
    static final String REFUSED = "configuration.refused";

    private static final System.Logger LOG = System.getLogger(ConfiguredEngine.class.getName());

    private final BundleContext context;
    private final EngineFactory factory;

    @GuardedBy("this")
    private @Nullable Running running;

    @GuardedBy("this")
    private @Nullable EngineException refused;

    /** One engine with its services. */
    private record Running(
            EngineSettings settings,
            Engine engine,
            ServiceRegistration<Engine> registration,
            ServiceRegistration<ModelControl> control) {
        void say(Dictionary<String, Object> properties) {
            registration.setProperties(properties);
            control.setProperties(properties);
        }

        void close() {
            control.unregister();
            registration.unregister();
            engine.close();
        }
    }

    @Activate
    public ConfiguredEngine(
            BundleContext context, @Reference EngineFactory factory, Map<String, Object> configuration) {
        this.context = context;
        this.factory = factory;
        configure(configuration);
    }

    @Modified
    synchronized void configure(Map<String, Object> configuration) {
        Running old = running;
        try {
            EngineSettings settings = EngineConfiguration.settings(configuration);
            if (old == null || !old.settings().equals(settings)) {
                running = open(settings);
                if (old != null) {
                    old.close();
                }
            } else if (refused != null) {
                old.say(properties(settings, null));
            }
            refused = null;
        } catch (RuntimeException thrown) {
            EngineException e = EngineException.of(thrown);
            refused = e;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "configuration {0} is not taken: {1} {2}",
                    EngineConfiguration.PID,
                    e.getMessage(),
                    old == null ? "There is no engine." : "The engine goes on with the last good one.");
            if (old != null) {
                old.say(properties(old.settings(), e));
            }
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // closed when it is replaced, or by @Deactivate
    private Running open(EngineSettings settings) {
        Engine engine = factory.open(settings);
        Dictionary<String, Object> properties = properties(settings, null);
        return new Running(
                settings,
                engine,
                context.registerService(Engine.class, engine, properties),
                context.registerService(ModelControl.class, engine.control(), properties));
    }

    private static Dictionary<String, Object> properties(EngineSettings settings, @Nullable EngineException refused) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("artifacts", settings.artifacts().toString());
        if (refused != null) {
            properties.put(REFUSED, refused.getMessage());
        }
        return FrameworkUtil.asDictionary(properties);
    }

    @Override
    public synchronized List<Finding> check() {
        String subject = "configuration " + EngineConfiguration.PID;
        EngineException why = refused;
        if (why == null) {
            return List.of(new Finding(Severity.OK, subject, "taken", ""));
        }
        return List.of(
                running == null
                        ? new Finding(Severity.ERROR, subject, "no engine: " + why.problem(), why.remedy())
                        : new Finding(
                                Severity.WARNING, subject, "the last good one counts: " + why.problem(), why.remedy()));
    }

    @Deactivate
    synchronized void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
