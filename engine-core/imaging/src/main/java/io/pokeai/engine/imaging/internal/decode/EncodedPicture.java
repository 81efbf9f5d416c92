package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.imaging.internal.header.Bytes;
import io.pokeai.engine.imaging.internal.header.Header;
import io.pokeai.engine.imaging.internal.header.PictureException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The bytes of a picture file in native memory, where OpenCV decodes them without a copy.
 *
 * <p><b>Ownership</b> the caller closes it after the last use of {@link #bytes}.<br>
 * <b>Threads</b> confined to one.
 */
public final class EncodedPicture implements AutoCloseable {
    /**
     * The most bytes that are read: 180 megapixels of 24 bits without any compression, and some metadata. A longer file
     * is read up to here; what follows a picture does not matter.
     */
    static final int MAX_BYTES = 640 << 20;

    /** Up to here a file is read without a look at its header. */
    private static final int PLAIN_BYTES = 32 << 20;

    private static final int START_BYTES = 1 << 16;

    /** 16-bit samples of three colours and alpha. */
    private static final int LARGEST_PIXEL = 8;

    private final Mat mat;
    private final ByteBuffer buffer;
    private final boolean complete;

    private EncodedPicture(Mat mat, ByteBuffer buffer, boolean complete) {
        this.mat = mat;
        this.buffer = buffer;
        this.complete = complete;
    }

    /** @throws EngineException {@code EMPTY_FILE} */
    public static EncodedPicture of(byte[] encoded) {
        int length = Math.min(encoded.length, MAX_BYTES);
        requireContent(length);
        Mat mat = new Mat(1, length, opencv_core.CV_8UC1);
        ByteBuffer buffer = mat.createBuffer();
        buffer.put(0, encoded, 0, length);
        return new EncodedPicture(mat, buffer, length == encoded.length);
    }

    /**
     * Reads a file. Pipes and devices are refused before they are opened: reading them might never end.
     *
     * @throws EngineException {@code NOT_A_FILE}, {@code EMPTY_FILE}, or {@code CANCELLED} for a thread that is interrupted
     */
    public static EncodedPicture read(Path file) {
        try {
            if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                throw notAFile("this is not a regular file.", "Give the path of a picture file.");
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return read(channel);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static EngineException unreadable(IOException cause) {
        if (Interrupts.caused(cause)) {
            return Interrupts.cancelled("the reading", cause);
        }
        if (cause instanceof NoSuchFileException) {
            return notAFile("there is no such file.", "Check the path.");
        }
        if (cause instanceof AccessDeniedException) {
            return notAFile("the file may not be read.", "Check its permissions.");
        }
        if (cause instanceof FileSystemException e) {
            return notAFile("the file cannot be read (" + e.getReason() + ").", "Check the path.");
        }
        return notAFile("the file cannot be read (" + cause.getMessage() + ").", "Check the disk.");
    }

    private static EncodedPicture read(FileChannel channel) throws IOException {
        long size = channel.size();
        int length = (int) Math.min(size, bound(channel, size));
        requireContent(length);
        Mat mat = new Mat(1, length, opencv_core.CV_8UC1);
        try {
            ByteBuffer buffer = mat.createBuffer();
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // A file that becomes shorter meanwhile ends early.
            }
            buffer.flip();
            requireContent(buffer.limit());
            return new EncodedPicture(mat, buffer, buffer.limit() == size);
        } catch (IOException | RuntimeException e) {
            mat.close();
            throw e;
        }
    }

    /** How much of a file is worth reading: what follows a small picture may be endless. */
    private static long bound(FileChannel channel, long size) throws IOException {
        if (size <= PLAIN_BYTES) {
            return size;
        }
        ByteBuffer start = ByteBuffer.allocate(START_BYTES);
        channel.read(start, 0);
        try {
            Header header = Header.read(new Bytes(start.flip()));
            long pixels = Math.min(Imaging.LARGEST_MAX_PIXELS, header.width() * header.height());
            return Math.min(MAX_BYTES, PLAIN_BYTES + LARGEST_PIXEL * pixels);
        } catch (EngineException e) {
            return MAX_BYTES;
        }
    }

    /**
     * Feeds a digest with the whole file, also with what is not decoded; before anything is decoded.
     *
     * @throws EngineException as {@link #read}
     */
    public void digest(MessageDigest digest, Path file) {
        if (complete) {
            digest.update(buffer.duplicate());
            return;
        }
        byte[] block = new byte[START_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** For reading headers. */
    public Bytes bytes() {
        return new Bytes(buffer);
    }

    /** As OpenCV's decoder takes it: one row. The caller closes it before this. */
    Mat mat() {
        return mat.colRange(0, buffer.limit());
    }

    /** The bytes, to change what confuses a decoder; bytes behind the new limit are not decoded. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** The error for a picture that a decoder found incomplete: the file is damaged, or was not read to its end. */
    EngineException incomplete(String format) {
        return complete
                ? PictureException.corrupt(
                        "the " + format + " of " + buffer.limit() + " bytes is damaged or cut short.")
                : PictureException.tooLarge(
                        "the " + format + " has more than " + (MAX_BYTES >> 20) + " MiB.", "Save it compressed.");
    }

    @Override
    public void close() {
        mat.close();
    }

    private static void requireContent(int length) {
        if (length == 0) {
            throw new EngineException(ErrorCode.EMPTY_FILE, "the file is empty.", "Copy or download it again.");
        }
    }

    private static EngineException notAFile(String problem, String remedy) {
        return new EngineException(ErrorCode.NOT_A_FILE, problem, remedy);
    }
}
