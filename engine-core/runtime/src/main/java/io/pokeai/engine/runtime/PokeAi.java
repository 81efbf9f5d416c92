package io.pokeai.engine.runtime;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.runtime.internal.CacheFallback;
import io.pokeai.engine.runtime.internal.ClassPathGate;
import io.pokeai.engine.runtime.internal.Preparation;
import io.pokeai.engine.runtime.internal.SharedEngines;
import io.pokeai.engine.runtime.internal.call.PooledEngine;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.threads.ProcessBudget;
import io.pokeai.engine.spi.ClassifierFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Opens an engine on a flat class path: back ends and imaging are found by {@link ServiceLoader}.
 *
 * <pre>{@code
 * try (Engine engine = PokeAi.open(Path.of("artifacts"))) {
 *     System.out.println(engine.classify("resnet18", Path.of("cat.jpg")).best());
 * }
 * }</pre>
 *
 * <p><b>Natives</b> belong to the process, not to an engine: they are unpacked below the folder that the system property
 * {@code pokeai.natives} names; when it is not set, the first engine sets it to {@code natives} in its cache folder.
 */
public final class PokeAi {
    private static final String NATIVES = "pokeai.natives";

    /** The engines of the process on this class path; the one place that knows them. */
    private static final SharedEngines SHARED = new SharedEngines(PokeAi::openAlone);

    private PokeAi() {}

    /** An engine with default settings: all cores, the GPU where there is one, derived data in {@code artifacts/.cache}. */
    @MustBeClosed
    public static Engine open(Path artifacts) {
        return open(EngineSettings.of(artifacts));
    }

    /**
     * An engine with the given settings. All who open with equal settings share one engine, with its models and its threads;
     * the last one to close closes them.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when the artifacts path is a file; {@code INTERNAL} when the class
     *     path lacks the imaging module, or its native libraries cannot be loaded here; {@code UNAVAILABLE} when that is so for
     *     every back end
     */
    @MustBeClosed
    public static Engine open(EngineSettings settings) {
        EngineException.required(settings, "settings");
        return SHARED.open(CacheFallback.in(settings));
    }

    @SuppressWarnings("MustBeClosedChecker") // owned by SharedEngines
    private static PooledEngine openAlone(EngineSettings settings) {
        if (System.getProperty(NATIVES) == null) {
            System.setProperty(
                    NATIVES,
                    settings.cache().resolve("natives").toAbsolutePath().toString());
        }
        try {
            Imaging imaging = ServiceLoader.load(Imaging.class, PokeAi.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> incomplete("No imaging module is on the class path.", null));
            Backends backends = new Backends();
            List<ClassifierFactory> factories = new ArrayList<>();
            ServiceLoader.load(ClassifierFactory.class, PokeAi.class.getClassLoader())
                    .forEach(factories::add);
            factories.forEach(factory -> backends.add(factory, factory.ranking()));
            Preparation.of(imaging, factories);
            return PooledEngine.open(
                    settings,
                    imaging,
                    backends,
                    List::of,
                    ProcessBudget.ofThisProcess(),
                    new ClassPathGate(PokeAi.class.getClassLoader()));
        } catch (ServiceConfigurationError e) {
            throw incomplete("A module on the class path cannot be loaded: " + e.getMessage() + ".", e);
        }
    }

    private static EngineException incomplete(String problem, @org.jspecify.annotations.Nullable Throwable cause) {
        return new EngineException(
                ErrorCode.INTERNAL,
                problem,
                "Put engine-imaging and its natives jar on the class path (docs/embed.md lists all jars).",
                cause);
    }
}
