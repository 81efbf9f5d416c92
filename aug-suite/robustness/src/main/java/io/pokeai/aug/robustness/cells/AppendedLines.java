package io.pokeai.aug.robustness.cells;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A text file that lines are added to. A line that was cut short is ended, so that the next one begins on a line of its own.
 *
 * <p><b>Threads</b> confined to one.<br>
 * <b>Ownership</b> whoever opened it closes it.
 */
final class AppendedLines implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private AppendedLines(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    @MustBeClosed
    static AppendedLines open(Path file) {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                channel.position(channel.size());
                AppendedLines lines = new AppendedLines(file, channel);
                lines.endLine();
                return lines;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw CellJournal.unusable(file, e);
        }
    }

    /** A line may have been cut short when a run was killed. */
    private void endLine() throws IOException {
        long size = channel.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        if (size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n') {
            write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    /** Adds lines; when it returns, they are on the disk. */
    void add(String lines) {
        try {
            write(ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (IOException e) {
            throw CellJournal.unusable(file, e);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw CellJournal.unusable(file, e);
        }
    }
}
