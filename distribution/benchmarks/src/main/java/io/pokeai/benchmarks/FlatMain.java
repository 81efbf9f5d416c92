package io.pokeai.benchmarks;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.runtime.PokeAi;
import java.nio.file.Path;

/**
 * {@code ARTIFACTS CACHE MODEL PICTURE}: the engine on a flat class path. What it takes longer than {@link PlainMain} is
 * the price of registry and pipeline; what {@code pokeai classify} takes longer than this is that of OSGi and the command
 * line.
 */
public final class FlatMain {
    private FlatMain() {}

    public static void main(String[] args) {
        EngineSettings settings =
                EngineSettings.of(Path.of(args[0])).withCache(Path.of(args[1])).withWatch(false);
        try (Engine engine = PokeAi.open(settings)) {
            System.out.println(args[3] + " "
                    + engine.classify(args[2], Path.of(args[3])).best().label());
        }
    }
}
