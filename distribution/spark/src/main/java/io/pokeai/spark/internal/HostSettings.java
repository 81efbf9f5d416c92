package io.pokeai.spark.internal;

import io.pokeai.engine.api.EngineSettings;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the engine of an executor is opened with.
 *
 * @param artifacts the artifacts folder, at the same place on each machine
 * @param cache for unpacked libraries and derived data; null for {@code .cache} of the artifacts, because an Optional does not
 *     travel
 * @param threads of each engine; 0 for all cores of its machine
 */
public record HostSettings(String artifacts, @Nullable String cache, int threads) implements Serializable {
    private static final long serialVersionUID = 1;

    EngineSettings engine() {
        EngineSettings settings = EngineSettings.of(Path.of(artifacts)).withWatch(false);
        settings = cache == null ? settings : settings.withCache(Path.of(cache));
        return threads > 0 ? settings.withThreads(threads) : settings;
    }
}
