package io.pokeai.aug.commands.internal;

import io.pokeai.aug.robustness.plan.PictureChoice;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import java.nio.file.Path;
import java.util.Optional;

/** The pictures that a call means; says on standard error which they are where the call does not. */
final class NamedPictures {
    private NamedPictures() {}

    /**
     * Reads them.
     *
     * @param data the data set's folder, if one is named
     * @param split the table, if one is named
     * @throws InterruptedException when the call was cancelled
     */
    static PictureChoice.Chosen of(CliSession session, Optional<Path> data, Optional<Path> split)
            throws InterruptedException {
        return new PictureChoice(session.directory(), session.settings().artifacts(), data, sentence -> {
                    session.err().print("pokeai: " + SafeText.line(sentence) + '\n');
                    session.err().flush();
                })
                .choose(split, session::cancelled);
    }
}
