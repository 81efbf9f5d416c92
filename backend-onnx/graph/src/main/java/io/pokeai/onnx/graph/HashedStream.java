package io.pokeai.onnx.graph;

import io.pokeai.engine.api.backend.HashedFile;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A hashed file as a stream; what is skipped is not read. */
final class HashedStream extends InputStream {
    private final HashedFile file;
    private long position;

    HashedStream(HashedFile file) {
        this.file = file;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int from, int length) {
        Objects.checkFromIndexSize(from, length, target.length);
        int count = (int) Math.min(length, file.size() - position);
        if (count <= 0) {
            return length == 0 ? 0 : -1;
        }
        file.read(position, ByteBuffer.wrap(target, from, count));
        position += count;
        return count;
    }

    @Override
    public long skip(long wanted) {
        long count = Math.max(0, Math.min(wanted, file.size() - position));
        position += count;
        return count;
    }
}
