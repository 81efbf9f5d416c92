package io.pokeai.engine.dataset.picture;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.dataset.files.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Pictures of 32 × 32 pixels in a file, 3 KiB each: those of a large data set would not fit into memory.
 *
 * <p><b>Ownership</b> the caller that opened it closes it; the file stays.<br>
 * <b>Threads</b> one adds, then any may read.
 */
public final class SmallPictures implements AutoCloseable {
    private static final int BYTES = TraitReader.SMALL_SIDE * TraitReader.SMALL_SIDE * Image.CHANNELS;

    private final Path file;
    private final FileChannel channel;
    private int count;

    private SmallPictures(Path file, FileChannel channel, int count) {
        this.file = file;
        this.channel = channel;
        this.count = count;
    }

    /**
     * Opens the file of an earlier run, to add to it.
     *
     * @param file made if it is not there
     * @throws EngineException {@code UNAVAILABLE} when it cannot be written
     */
    public static SmallPictures open(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder == null ? file : folder);
            // A picture that was cut short is written again.
            int count = Files.exists(file) ? (int) (Files.size(file) / BYTES) : 0;
            return new SmallPictures(
                    file,
                    FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    count);
        } catch (IOException e) {
            throw TextFile.unwritable(file, e);
        }
    }

    /** The file of the pictures. */
    public Path file() {
        return file;
    }

    /** The number of pictures. */
    public int count() {
        return count;
    }

    /**
     * Adds a picture and returns its number.
     *
     * @throws EngineException {@code UNAVAILABLE} when it cannot be written, for example because the disk is full
     */
    public int add(Image small) {
        write(ByteBuffer.wrap(small.rgb()), (long) count * BYTES);
        return count++;
    }

    private void write(ByteBuffer bytes, long position) {
        try {
            long at = position;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            throw Interrupts.caused(e)
                    ? Interrupts.cancelled("the writing of " + file, e)
                    : TextFile.unwritable(file, e);
        }
    }

    /**
     * The samples of a picture, by its number.
     *
     * @throws EngineException {@code UNAVAILABLE} when it cannot be read
     */
    public byte[] read(int number) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        try {
            long at = (long) number * BYTES;
            while (bytes.hasRemaining()) {
                int read = channel.read(bytes, at);
                if (read < 0) {
                    throw new IOException("it ends before picture " + number + " of " + count);
                }
                at += read;
            }
            return bytes.array();
        } catch (IOException e) {
            throw Interrupts.caused(e)
                    ? Interrupts.cancelled("the reading of " + file, e)
                    : new EngineException(
                            ErrorCode.UNAVAILABLE,
                            file + " cannot be read: " + e.getMessage() + ".",
                            "Delete it, and run the command again.",
                            e);
        }
    }

    /** How much two pictures differ: the root mean square of the differences of their samples, in levels from 0 to 255. */
    public static double rms(byte[] one, byte[] other) {
        long squares = 0;
        for (int i = 0; i < one.length; i++) {
            int difference = (one[i] & 0xff) - (other[i] & 0xff);
            squares += (long) difference * difference;
        }
        return Math.sqrt((double) squares / one.length);
    }

    /** Whether {@link #rms} is at most this many levels; stops as soon as it is more. */
    public static boolean isWithin(byte[] one, byte[] other, double levels) {
        double most = levels * levels * one.length;
        long squares = 0;
        for (int i = 0; i < one.length; i++) {
            int difference = (one[i] & 0xff) - (other[i] & 0xff);
            squares += (long) difference * difference;
            if (squares > most) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
