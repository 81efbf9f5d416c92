package io.pokeai.engine.spi;

import com.google.errorprone.annotations.MustBeClosed;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One open file: what is read through it is what its hash is the hash of, whatever happens to the path or to the file.
 *
 * <p>The file is opened once, so a file that is renamed over it is never seen. It is read by blocks; of every block that
 * somebody has read, a checksum is kept, and the pass that makes the SHA-256 keeps that of every block. {@link #requireIntact}
 * holds the two against each other: bytes that were changed in place between the two readings are noticed, in whichever
 * order they came. So the hash may be made on another thread while the file is being used.
 *
 * <pre>{@code
 * try (HashedFile file = options.hashes().open(path)) {
 *     build(file);          // reads with file.read(…), or from a private copy, file.copyTo(…)
 *     file.requireIntact(); // what was built is what file.sha256() is of
 * }
 * }</pre>
 *
 * <p><b>Threads</b> safe. <b>Ownership</b> whoever opens closes; a reading after that is an {@link IllegalStateException}.<br>
 * <b>Errors</b> {@code MODEL_INVALID} when there is no such file or it cannot be read, {@code CONFLICT} when it was changed
 * while it was open, {@code CANCELLED} when the reading thread was interrupted.
 */
public final class HashedFile implements AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int HASHED_AT_ONCE = 1 << 18;
    private static final int SHA256_DIGITS = 64;

    private final Content content;
    private final boolean owner;

    private HashedFile(Content content, boolean owner) {
        this.content = content;
        this.owner = owner;
    }

    /** Opens a file; who first asks for its hash makes it. */
    @MustBeClosed
    public static HashedFile open(Path file) {
        return new HashedFile(new Content(file, Optional.empty()), true);
    }

    /**
     * What is known about a content: its hash, and two checksums (CRC-32C and CRC-32) of every block of 64 KiB. Two files that
     * agree in all of them and differ do not come about by accident; they can be forged by whoever may write both.
     */
    public static final class Known {
        private final String sha256;
        private final long[] blocks;

        private Known(String sha256, long[] blocks) {
            this.sha256 = sha256;
            this.blocks = blocks;
        }

        /** SHA-256, 64 hexadecimal digits. */
        public String sha256() {
            return sha256;
        }

        /** For keeping; {@link #parse} reads it. */
        public byte[] toBytes() {
            int length = SHA256_DIGITS + blocks.length * Long.BYTES;
            ByteBuffer bytes = ByteBuffer.allocate(length + Long.BYTES);
            bytes.put(sha256.getBytes(StandardCharsets.US_ASCII)).asLongBuffer().put(blocks);
            return bytes.putLong(length, new Sums().of(bytes.slice(0, length))).array();
        }

        /** Empty when the bytes are none of {@link #toBytes}. */
        public static Optional<Known> parse(byte[] bytes) {
            ByteBuffer all = ByteBuffer.wrap(bytes);
            int length = bytes.length - Long.BYTES;
            if (length < SHA256_DIGITS
                    || (length - SHA256_DIGITS) % Long.BYTES != 0
                    || all.getLong(length) != new Sums().of(all.slice(0, length))) {
                return Optional.empty();
            }
            String sha256 = new String(bytes, 0, SHA256_DIGITS, StandardCharsets.US_ASCII);
            long[] blocks = new long[(length - SHA256_DIGITS) / Long.BYTES];
            all.slice(SHA256_DIGITS, length - SHA256_DIGITS).asLongBuffer().get(blocks);
            return Optional.of(new Known(sha256, blocks));
        }
    }

    /** Opens a file and has its hash made at once, elsewhere. */
    @MustBeClosed
    public static HashedFile open(Path file, Executor hashing) {
        return open(file, hashing, Optional.empty());
    }

    /**
     * As above, where something is known about a file that this one may be. If every block has the same checksums, it is, and
     * its hash is known too: reading 45 MB takes 10 ms, and hashing them 30 to 400.
     */
    @MustBeClosed
    public static HashedFile open(Path file, Executor hashing, Optional<Known> known) {
        Content content = new Content(file, known);
        try {
            hashing.execute(content.hash);
        } catch (RejectedExecutionException e) {
            // Shutting down; who asks for the hash makes it.
            return new HashedFile(content, true);
        }
        return new HashedFile(content, true);
    }

    /** The same open file for somebody else, whose closing leaves it open. */
    public HashedFile lent() {
        return new HashedFile(content, false);
    }

    public Path path() {
        return content.path;
    }

    /** Bytes of the file when it was opened. */
    public long size() {
        return content.size;
    }

    /** Fills what remains of a buffer with the bytes from an offset on; so many have to follow it. */
    public void read(long offset, ByteBuffer target) {
        content.read(offset, target);
    }

    /** Writes a copy that is nobody else's, into a new file. The copy is held against the hash as any other reading is. */
    public void copyTo(Path target) throws IOException {
        try (FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK_BYTES);
            for (long at = 0; at < content.size; at += buffer.limit()) {
                buffer.clear().limit((int) Math.min(BLOCK_BYTES, content.size - at));
                read(at, buffer);
                buffer.flip();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
        }
    }

    /** SHA-256 of all bytes, 64 hexadecimal digits; waits for it or makes it. */
    public String sha256() {
        return content.hashed().sha256;
    }

    /** What there is to know about the content; waits for it or makes it. */
    public Known known() {
        return content.hashed();
    }

    /**
     * Holds everything that was read so far against the hash.
     *
     * @throws EngineException {@code CONFLICT} when some of it is not what was hashed
     */
    public void requireIntact() {
        content.requireIntact();
    }

    @Override
    public void close() {
        if (owner) {
            content.close();
        }
    }

    /** Both checksums of one block. */
    private static final class Sums {
        private final CRC32C one = new CRC32C();
        private final CRC32 other = new CRC32();

        long of(ByteBuffer block) {
            one.reset();
            one.update(block.duplicate());
            other.reset();
            other.update(block.duplicate());
            return one.getValue() << Integer.SIZE | other.getValue();
        }
    }

    /** What everybody shares to whom the file was lent. */
    private static final class Content {
        private final Path path;
        private final FileChannel channel;
        private final long size;
        private final Optional<Known> known;
        private final FutureTask<Known> hash = new FutureTask<>(this::makeHash);

        /** The checksums of the blocks that were read. */
        private final AtomicReferenceArray<@Nullable Long> seen;

        @GuardedBy("this")
        private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);

        @GuardedBy("this")
        private final Sums sums = new Sums();

        /** Which one the buffer holds. */
        @GuardedBy("this")
        private int held = -1;

        @SuppressWarnings("MustBeClosedChecker") // closed by close()
        Content(Path path, Optional<Known> known) {
            this.path = path;
            this.known = known;
            try {
                channel = FileChannel.open(path, StandardOpenOption.READ);
                size = channel.size();
                seen = new AtomicReferenceArray<>(Math.toIntExact((size + BLOCK_BYTES - 1) / BLOCK_BYTES));
            } catch (NoSuchFileException e) {
                throw new EngineException(
                        ErrorCode.MODEL_INVALID, name() + ": there is no such file.", "Check the path.", e);
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        synchronized void read(long offset, ByteBuffer target) {
            if (offset < 0 || target.remaining() > size - offset) {
                throw new EngineException(
                        ErrorCode.MODEL_INVALID,
                        name() + ": the file has " + size + " bytes and ends before what it should hold.",
                        "Copy the file again.");
            }
            long at = offset;
            while (target.hasRemaining()) {
                load(Math.toIntExact(at / BLOCK_BYTES));
                int from = (int) (at % BLOCK_BYTES);
                int count = Math.min(target.remaining(), block.limit() - from);
                target.put(block.slice(from, count));
                at += count;
            }
        }

        @GuardedBy("this")
        private void load(int number) {
            if (held == number) {
                return;
            }
            held = -1;
            long start = (long) number * BLOCK_BYTES;
            block.clear().limit((int) Math.min(BLOCK_BYTES, size - start));
            try {
                fill(block, start);
            } catch (IOException e) {
                throw unreadable(e);
            }
            long sum = sums.of(block.flip());
            Long before = seen.get(number);
            if (before != null && before != sum) {
                throw changed();
            }
            seen.set(number, sum);
            held = number;
        }

        private Known makeHash() throws IOException {
            if (known.isPresent() && known.get().blocks.length == seen.length() && isKnown(known.get())) {
                return known.get();
            }
            MessageDigest digest = digest();
            Sums sum = new Sums();
            long[] blocks = new long[seen.length()];
            byte[] bytes = new byte[HASHED_AT_ONCE];
            for (long at = 0; at < size; at += HASHED_AT_ONCE) {
                int count = (int) Math.min(HASHED_AT_ONCE, size - at);
                fill(ByteBuffer.wrap(bytes, 0, count), at);
                digest.update(bytes, 0, count);
                for (int from = 0; from < count; from += BLOCK_BYTES) {
                    blocks[(int) ((at + from) / BLOCK_BYTES)] =
                            sum.of(ByteBuffer.wrap(bytes, from, Math.min(BLOCK_BYTES, count - from)));
                }
            }
            if (channel.size() != size) {
                throw changed();
            }
            return new Known(HexFormat.of().formatHex(digest.digest()), blocks);
        }

        private boolean isKnown(Known other) throws IOException {
            Sums sum = new Sums();
            ByteBuffer buffer = ByteBuffer.allocateDirect(HASHED_AT_ONCE);
            for (long at = 0; at < size; at += HASHED_AT_ONCE) {
                int count = (int) Math.min(HASHED_AT_ONCE, size - at);
                fill(buffer.clear().limit(count), at);
                for (int from = 0; from < count; from += BLOCK_BYTES) {
                    long found = sum.of(buffer.slice(from, Math.min(BLOCK_BYTES, count - from)));
                    if (found != other.blocks[(int) ((at + from) / BLOCK_BYTES)]) {
                        return false;
                    }
                }
            }
            return channel.size() == size;
        }

        private void fill(ByteBuffer target, long start) throws IOException {
            long at = start;
            while (target.hasRemaining()) {
                int count = channel.read(target, at);
                if (count < 0) {
                    throw changed();
                }
                at += count;
            }
        }

        Known hashed() {
            hash.run(); // at once if nobody has begun; nothing if it is done
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return hash.get();
                    } catch (InterruptedException e) {
                        interrupted = true; // it ends by itself, as fast as the file can be read
                    }
                }
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private RuntimeException failure(@Nullable Throwable cause) {
            if (cause instanceof EngineException known) {
                return known.again();
            }
            return cause instanceof IOException e
                    ? unreadable(e)
                    : EngineException.of(new IllegalStateException(cause));
        }

        void requireIntact() {
            long[] blocks = hashed().blocks;
            for (int i = 0; i < blocks.length; i++) {
                Long read = seen.get(i);
                if (read != null && read != blocks[i]) {
                    throw changed();
                }
            }
        }

        void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        private String name() {
            return String.valueOf(path.getFileName());
        }

        private EngineException changed() {
            return new EngineException(
                    ErrorCode.CONFLICT,
                    name() + ": the file was changed while it was opened.",
                    "Repeat the call. Replace files by renaming new ones to their names.");
        }

        private EngineException unreadable(IOException cause) {
            if (Interrupts.caused(cause)) {
                return Interrupts.cancelled("The reading of " + name(), cause);
            }
            return new EngineException(
                    ErrorCode.MODEL_INVALID,
                    name() + ": cannot be read: " + cause + ".",
                    "Check that it is a file and that it may be read.",
                    cause);
        }

        private static MessageDigest digest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
