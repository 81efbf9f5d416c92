package io.pokeai.aug.commands.internal.candidates;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.command.CliSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How much memory a model takes: by how much the resident memory of this process grows while it is opened in an engine of its own
 * and answers, and what it gives back when it is closed; the larger of the two, because memory that an earlier model has left free is
 * used again.
 *
 * <p><b>Source</b> {@code VmRSS} of {@code /proc/self/status}; unknown on other systems.
 */
final class ModelMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final int ANSWERS = 3;
    private static final long KIB = 1024;

    private ModelMemory() {}

    /** Opens a model, asks it and closes it. */
    static OptionalLong of(CliSession session, String model, Image crop) {
        // Equal settings would give the engine that has the model open already.
        Duration drain = session.settings().drainDeadline().plusMillis(1);
        EngineSettings own = session.settings().withDrainDeadline(drain).withWatch(false);
        OptionalLong before = resident();
        OptionalLong open;
        try (Engine engine = session.openEngine(own)) {
            for (int i = 0; i < ANSWERS; i++) {
                engine.classify(Request.of(model, crop));
            }
            open = resident();
        }
        OptionalLong after = resident();
        if (before.isEmpty() || open.isEmpty() || after.isEmpty()) {
            return OptionalLong.empty();
        }
        long grown = open.getAsLong() - Math.min(before.getAsLong(), after.getAsLong());
        return grown > 0 ? OptionalLong.of(grown) : OptionalLong.empty();
    }

    private static OptionalLong resident() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
