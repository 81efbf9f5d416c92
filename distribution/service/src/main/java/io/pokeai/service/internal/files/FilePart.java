package io.pokeai.service.internal.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a file. */
final class FilePart implements BodySource {
    private final SeekableByteChannel channel;
    private long left;

    FilePart(Path file, long from, long length) throws IOException {
        channel = Files.newByteChannel(file);
        channel.position(from);
        left = length;
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        if (left == 0) {
            return END;
        }
        int count = channel.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, left)));
        if (count <= 0) {
            throw new EOFException("the file is shorter than it was");
        }
        left -= count;
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
