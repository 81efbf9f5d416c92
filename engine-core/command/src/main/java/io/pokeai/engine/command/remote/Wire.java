package io.pokeai.engine.command.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** One connection to a service. <b>Threads</b> confined to one. <b>Ownership</b> whoever opened it closes it. */
interface Wire extends AutoCloseable {
    InputStream in() throws IOException;

    OutputStream out() throws IOException;

    @Override
    void close() throws IOException;
}
