package io.pokeai.demo.internal;

import java.util.List;
import java.util.Optional;

/**
 * A step of the loop that was done.
 *
 * @param done what was done
 * @param command as it can be typed; empty when the step was no command
 * @param said what is worth reading of what was said
 * @param files what it wrote, relative to the folder of the loop
 * @param log what it said in full, relative to the folder of the loop
 */
record LoopStep(
        String done,
        Optional<String> command,
        double seconds,
        List<String> said,
        List<FolderChanges.Changed> files,
        Optional<String> log) {
    LoopStep {
        said = List.copyOf(said);
        files = List.copyOf(files);
    }
}
