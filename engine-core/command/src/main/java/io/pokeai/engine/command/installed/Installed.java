package io.pokeai.engine.command.installed;

import java.util.List;

/**
 * Back ends, and what became of each jar in the plugins folders.
 *
 * @param backEnds the installed ones
 * @param plugins all jars, also those that were not taken
 */
public record Installed(List<BackEnd> backEnds, List<Plugin> plugins) {
    public Installed {
        backEnds = List.copyOf(backEnds);
        plugins = List.copyOf(plugins);
    }
}
