package io.pokeai.engine.api.backend;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One open file: its hash is that of the bytes that are read through it, whatever happens to the path or to the file.
 *
 * <p>The file is opened once, so a file that is renamed over it is never seen. The file is read by blocks. A checksum is kept
 * of every block that was read through this object, and another one by the pass that computes the SHA-256.
 * {@link #requireIntact} compares the two: bytes that were changed in place between the two readings are noticed, in whichever
 * order they came. So the hash may be computed on another thread while the file is being used.
 *
 * <pre>{@code
 * try (HashedFile file = options.hashes().open(path)) {
 *     build(file);          // reads with file.read(…), or from a private copy, file.copyTo(…)
 *     file.requireIntact(); // file.sha256() is the hash of what was built
 * }
 * }</pre>
 *
 * <p><b>Threads</b> safe. <b>Ownership</b> the one that opens it closes it; reading after that is an {@link IllegalStateException}.<br>
 * <b>Errors</b> {@code MODEL_INVALID} when there is no such file or it cannot be read, {@code CONFLICT} when it was changed
 * while it was open, {@code CANCELLED} when the reading thread was interrupted.
 */
public final class HashedFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HashedFile.class.getName());
    private static final int SHA256_DIGITS = 64;

    private final HashedContent content;
    private final boolean owner;

    private HashedFile(HashedContent content, boolean owner) {
        this.content = content;
        this.owner = owner;
    }

    /** Opens a file; the first call that asks for its hash computes it. */
    @MustBeClosed
    public static HashedFile open(Path file) {
        return new HashedFile(new HashedContent(file, Optional.empty()), true);
    }

    /**
     * What is known about a content: its hash, and two checksums (CRC-32C and CRC-32) of every block of 64 KiB. Different files
     * that agree in all of them do not occur by accident; a person who can write both can forge them.
     */
    public static final class Known {
        private final String sha256;
        private final long[] blocks;

        Known(String sha256, long[] blocks) {
            this.sha256 = sha256;
            this.blocks = blocks;
        }

        /** SHA-256, 64 hexadecimal digits. */
        public String sha256() {
            return sha256;
        }

        /** The checksums of the blocks, in their order; not a copy. */
        long[] blocks() {
            return blocks;
        }

        /** For keeping; {@link #parse} reads it. */
        public byte[] toBytes() {
            int length = SHA256_DIGITS + blocks.length * Long.BYTES;
            ByteBuffer bytes = ByteBuffer.allocate(length + Long.BYTES);
            bytes.put(sha256.getBytes(StandardCharsets.US_ASCII)).asLongBuffer().put(blocks);
            return bytes.putLong(length, new BlockSums().of(bytes.slice(0, length)))
                    .array();
        }

        /** Empty when the bytes do not come from {@link #toBytes}. */
        public static Optional<Known> parse(byte[] bytes) {
            ByteBuffer all = ByteBuffer.wrap(bytes);
            int length = bytes.length - Long.BYTES;
            if (length < SHA256_DIGITS
                    || (length - SHA256_DIGITS) % Long.BYTES != 0
                    || all.getLong(length) != new BlockSums().of(all.slice(0, length))) {
                return Optional.empty();
            }
            String sha256 = new String(bytes, 0, SHA256_DIGITS, StandardCharsets.US_ASCII);
            long[] blocks = new long[(length - SHA256_DIGITS) / Long.BYTES];
            all.slice(SHA256_DIGITS, length - SHA256_DIGITS).asLongBuffer().get(blocks);
            return Optional.of(new Known(sha256, blocks));
        }
    }

    /** Opens a file, and lets the executor compute its hash at once. */
    @MustBeClosed
    public static HashedFile open(Path file, Executor hashing) {
        return open(file, hashing, Optional.empty());
    }

    /**
     * As above, with what is known about an earlier content of the file. If every block has the same checksums, the content and
     * its hash are the same: reading 45 MB takes 10 ms, and hashing them 30 to 400.
     */
    @MustBeClosed
    public static HashedFile open(Path file, Executor hashing, Optional<Known> known) {
        HashedContent content = new HashedContent(file, known);
        try {
            hashing.execute(content.hash());
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "shutting down: the hash of {0} is computed by its first caller", file);
        }
        return new HashedFile(content, true);
    }

    /** The same open file for another user; closing what this returns leaves the file open. */
    public HashedFile lent() {
        return new HashedFile(content, false);
    }

    public Path path() {
        return content.path();
    }

    /** Bytes of the file when it was opened. */
    public long size() {
        return content.size();
    }

    /** Fills what remains of a buffer with the bytes from an offset on; the file must have that many. */
    public void read(long offset, ByteBuffer target) {
        content.read(offset, target);
    }

    /** Writes a private copy into a new file. The copy is compared with the hash, as any other reading is. */
    public void copyTo(Path target) throws IOException {
        try (FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(HashedContent.BLOCK_BYTES);
            for (long at = 0; at < content.size(); at += buffer.limit()) {
                buffer.clear().limit((int) Math.min(HashedContent.BLOCK_BYTES, content.size() - at));
                read(at, buffer);
                buffer.flip();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
        }
    }

    /** SHA-256 of all bytes, 64 hexadecimal digits; waits for the hash or computes it. */
    public String sha256() {
        return content.hashed().sha256();
    }

    /** What there is to know about the content; waits for the hash or computes it. */
    public Known known() {
        return content.hashed();
    }

    /**
     * Compares everything that was read so far with the hash.
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
}
