package io.pokeai.aug.jobs.internal.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What has happened to a job: a JSON object on each line. The number of a line is the id of its event, so lines are only added; when
 * {@link #append} returns, the line is on the disk. A line that was cut short by a crash is cut off before the next one is written,
 * and nobody has read it: readers see what is on the disk alone.
 *
 * <p><b>Threads</b> safe. No file is open between two calls.
 */
public final class JobJournal {
    /** Longer than any line that is written; a line beyond it is damage. */
    private static final int MAX_LINE = 1 << 20;

    private final Path file;

    @GuardedBy("this")
    private long lines;

    /** Length of the whole lines, which may be read. */
    @GuardedBy("this")
    private long bytes;

    private JobJournal(Path file, long lines, long bytes) {
        this.file = file;
        this.lines = lines;
        this.bytes = bytes;
    }

    /** A new journal; its file is made with the first line. */
    static JobJournal empty(Path file) {
        return new JobJournal(file, 0, 0);
    }

    /**
     * The journal of a job that was at its end, whose lines need not be read.
     *
     * @param lines as its status says
     */
    static JobJournal ended(Path file, long lines) {
        return new JobJournal(file, lines, Files.exists(file) ? size(file) : 0);
    }

    /**
     * Reads a journal from its first line to its last whole one.
     *
     * @param to gets each line
     * @throws EngineException {@code UNAVAILABLE} when it cannot be read
     */
    static JobJournal read(Path file, Consumer<String> to) {
        long lines = 0;
        long bytes = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0 && line.size() <= MAX_LINE; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                String text = line.toString(StandardCharsets.UTF_8);
                if (!text.startsWith("{") || !text.endsWith("}")) {
                    break; // the disk has kept the length of a line and not its content
                }
                to.accept(text);
                bytes += line.size() + 1;
                lines++;
                line.reset();
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
        return new JobJournal(file, lines, bytes);
    }

    /**
     * Adds a line.
     *
     * @param json an object without a line end
     * @return its number
     * @throws EngineException {@code UNAVAILABLE} when it cannot be written; then the journal is as before
     */
    synchronized long append(String json) {
        byte[] line = (json + '\n').getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
            ByteBuffer buffer = ByteBuffer.wrap(line);
            long at = bytes;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
            channel.force(true);
        } catch (IOException e) {
            throw unusable(file, e);
        }
        bytes += line.length;
        lines++;
        notifyAll();
        return lines;
    }

    /** The number of the newest line; 0 if there is none. */
    public synchronized long lines() {
        return lines;
    }

    /** How much of the file may be read. */
    public synchronized long readable() {
        return bytes;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /**
     * Waits until there is more to read.
     *
     * @param known length that was read already
     * @param nanos at most
     * @return whether there is
     */
    public synchronized boolean await(long known, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (bytes <= known) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Wakes all who wait, so that they look whether the job is still there. */
    synchronized void wake() {
        notifyAll();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static EngineException unusable(Path file, IOException e) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "The journal " + file + " cannot be used: " + e.getMessage() + ".",
                "Make its folder writable, or free space on its disk.",
                e);
    }
}
