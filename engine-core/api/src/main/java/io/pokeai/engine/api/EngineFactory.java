package io.pokeai.engine.api;

import com.google.errorprone.annotations.MustBeClosed;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens engines. In OSGi this is a service; on a flat class path use {@code io.pokeai.engine.runtime.PokeAi}.
 *
 * <p><b>Threads</b> safe.
 */
@ProviderType
public interface EngineFactory {
    /**
     * Opens an engine over an artifacts folder; models are opened when they are first wanted.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when the artifacts path is a file
     */
    @MustBeClosed
    Engine open(EngineSettings settings);
}
