package io.pokeai.cli.internal;

import io.pokeai.engine.api.Result;
import io.pokeai.engine.command.kit.Picture;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the answers of a run, one row for each picture, as they come. */
interface Rows extends AutoCloseable {
    void write(Picture picture, Result<Path> result) throws IOException;

    /** Ends the document; what was written until here is whole. */
    @Override
    void close() throws IOException;
}
