package io.pokeai.engine.api.backend;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The open file that a {@link HashedFile} and those lent from it share: the checksums of the blocks that were read, and the
 * pass that hashes the file. <b>Threads</b> safe.
 */
final class HashedContent {
    static final int BLOCK_BYTES = 1 << 16;
    private static final int HASHED_AT_ONCE = 1 << 18;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final Optional<HashedFile.Known> known;
    private final FutureTask<HashedFile.Known> hash = new FutureTask<>(this::makeHash);

    /** The checksums of the blocks that were read. */
    private final AtomicReferenceArray<@Nullable Long> seen;

    @GuardedBy("this")
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);

    @GuardedBy("this")
    private final BlockSums sums = new BlockSums();

    /** The block that the buffer holds. */
    @GuardedBy("this")
    private int held = -1;

    @SuppressWarnings("MustBeClosedChecker") // closed by close()
    HashedContent(Path path, Optional<HashedFile.Known> known) {
        this.path = path;
        this.known = known;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            size = sizeOf(channel);
        } catch (NoSuchFileException e) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID, name() + ": there is no such file.", "Check the path.", e);
        } catch (IOException e) {
            throw unreadable(e);
        }
        seen = new AtomicReferenceArray<>(Math.toIntExact((size + BLOCK_BYTES - 1) / BLOCK_BYTES));
    }

    private static long sizeOf(FileChannel open) throws IOException {
        try {
            return open.size();
        } catch (IOException e) {
            open.close(); // it has no other owner yet
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** Bytes of the file when it was opened. */
    long size() {
        return size;
    }

    /** Makes the hash when it is run. */
    Runnable hash() {
        return hash;
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

    private HashedFile.Known makeHash() throws IOException {
        if (known.isPresent() && known.get().blocks().length == seen.length() && isKnown(known.get())) {
            return known.get();
        }
        MessageDigest digest = digest();
        BlockSums sum = new BlockSums();
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
        return new HashedFile.Known(HexFormat.of().formatHex(digest.digest()), blocks);
    }

    private boolean isKnown(HashedFile.Known other) throws IOException {
        BlockSums sum = new BlockSums();
        ByteBuffer buffer = ByteBuffer.allocateDirect(HASHED_AT_ONCE);
        for (long at = 0; at < size; at += HASHED_AT_ONCE) {
            int count = (int) Math.min(HASHED_AT_ONCE, size - at);
            fill(buffer.clear().limit(count), at);
            for (int from = 0; from < count; from += BLOCK_BYTES) {
                long found = sum.of(buffer.slice(from, Math.min(BLOCK_BYTES, count - from)));
                if (found != other.blocks()[(int) ((at + from) / BLOCK_BYTES)]) {
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

    HashedFile.Known hashed() {
        hash.run(); // here, unless another thread has begun or ended it
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
        return cause instanceof IOException e ? unreadable(e) : EngineException.of(new IllegalStateException(cause));
    }

    void requireIntact() {
        long[] blocks = hashed().blocks();
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
