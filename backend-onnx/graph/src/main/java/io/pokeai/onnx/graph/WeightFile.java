package io.pokeai.onnx.graph;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Weights in a file beside the model. */
final class WeightFile implements WeightSink, Closeable {
    private static final int BUFFER_FLOATS = 1 << 18;
    // A memory page: a runtime may then map each tensor by itself.
    private static final int ALIGNMENT = 4096;

    private final GraphBuilder graph;
    private final String name;
    private final FileChannel channel;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BUFFER_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long end;

    /** Makes a new file; the graph refers to it by its file name alone. */
    WeightFile(GraphBuilder graph, Path file) throws IOException {
        this.graph = graph;
        this.name = String.valueOf(file.getFileName());
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public void add(String tensor, WeightValues values, List<Long> shape) throws IOException {
        long bytes = (long) values.size() * Float.BYTES;
        long start = (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        long position = start;
        for (int from = 0; from < values.size(); from += BUFFER_FLOATS) {
            int count = Math.min(BUFFER_FLOATS, values.size() - from);
            buffer.clear();
            values.read(from, buffer.asFloatBuffer().limit(count));
            buffer.limit(count * Float.BYTES);
            while (buffer.hasRemaining()) {
                position += channel.write(buffer, position);
            }
        }
        end = start + bytes;
        graph.initializerInFile(tensor, name, start, bytes, shape);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
