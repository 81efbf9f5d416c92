package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.spi.HealthCheck;
import java.util.List;
import java.util.Optional;

/** What other bundles bring; asked for when it is needed, so that a command pays only for what it uses. */
interface Services {
    Optional<EngineFactory> engineFactory();

    List<HealthCheck> healthChecks();

    /** Commands of other bundles. */
    List<CommandEntry> commands();

    /** The shell of the framework; empty without one. */
    Optional<ShellHost> shell();
}
