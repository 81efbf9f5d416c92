package io.pokeai.cli.internal;

import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.command.installed.Installed;
import java.util.List;

/** The models that a command speaks of: those of an engine in this process, or of a service that runs. */
interface ReachedModels {
    /** All of them, once they have been examined. */
    List<ListedModel> list() throws InterruptedException;

    ModelControl control();

    Installed installed();

    /** Whether a change outlives the command. */
    boolean lasting();
}
