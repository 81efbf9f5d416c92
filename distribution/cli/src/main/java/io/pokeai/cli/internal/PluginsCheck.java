package io.pokeai.cli.internal;

import io.pokeai.engine.command.installed.BackEnd;
import io.pokeai.engine.command.installed.Plugin;
import io.pokeai.engine.spi.HealthCheck;
import java.util.ArrayList;
import java.util.List;

/** Back ends, and jars in the plugins folders that do nothing. */
final class PluginsCheck implements HealthCheck {
    private final Services services;

    PluginsCheck(Services services) {
        this.services = services;
    }

    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        for (BackEnd backEnd : services.backEnds()) {
            findings.add(new Finding(
                    Severity.OK,
                    "back end " + backEnd.id(),
                    backEnd.bundle() + " " + backEnd.version() + ", " + backEnd.state() + ", from " + backEnd.file(),
                    ""));
        }
        for (Plugin plugin : services.plugins()) {
            if (!plugin.isFine()) {
                findings.add(new Finding(
                        plugin.isActive() ? Severity.WARNING : Severity.ERROR,
                        "plugin " + plugin.fileName(),
                        plugin.state() + ": " + plugin.problem(),
                        plugin.remedy()));
            }
        }
        return findings;
    }
}
