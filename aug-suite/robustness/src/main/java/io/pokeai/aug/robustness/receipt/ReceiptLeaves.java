package io.pokeai.aug.robustness.receipt;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The leaves of a receipt, in a file beside it, so that a row can be named.
 *
 * <p><b>Form</b> big-endian: the magic number, the number of rows and of cells (int32); for each row path, content and label, each as
 * the number of its bytes (int32) and UTF-8; for each cell, in the order of the receipt, its {@link CellLeaves}.
 *
 * <p><b>Threads</b> confined to one.<br>
 * <b>Ownership</b> whoever opened it closes it. The rows are in memory, a cell is read when it is asked for.
 */
public final class ReceiptLeaves implements AutoCloseable {
    private static final int MAGIC = 0x504B4C31; // "PKL1"
    private static final int BUFFER = 1 << 16;

    /** Longer than the path of any file, and than any label. */
    private static final int MAX_TEXT = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final List<LeafRow> rows;
    private final long begin;
    private final String hash;

    private ReceiptLeaves(Path file, FileChannel channel, List<LeafRow> rows, long begin, String hash) {
        this.file = file;
        this.channel = channel;
        this.rows = rows;
        this.begin = begin;
        this.hash = hash;
    }

    static void writeHeader(DataOutputStream out, List<LeafRow> rows, int cells) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(rows.size());
        out.writeInt(cells);
        for (LeafRow row : rows) {
            for (String text : List.of(row.path(), row.content(), row.label())) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        }
    }

    /**
     * Opens the leaves of a receipt, and reads them once for their hash.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when the file is not one of a receipt of so many rows and cells
     */
    @MustBeClosed
    public static ReceiptLeaves open(Path file, Receipt receipt) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                return read(file, channel, receipt);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (EOFException e) {
            throw wrong(file, "is too short");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ReceiptLeaves read(Path file, FileChannel channel, Receipt receipt) throws IOException {
        MessageDigest sha = MerkleTree.sha256();
        InputStream stream = new DigestInputStream(Channels.newInputStream(channel), sha);
        // Not closed: that would close the channel.
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream, BUFFER));
        if (in.readInt() != MAGIC) {
            throw wrong(file, "is not a file of leaves");
        }
        int rows = in.readInt();
        int cells = in.readInt();
        if (rows != receipt.pictures() || cells != receipt.cells().size()) {
            throw wrong(
                    file,
                    "is of " + rows + " rows and " + cells + " cells, the receipt of " + receipt.pictures() + " and "
                            + receipt.cells().size());
        }
        List<LeafRow> read = new ArrayList<>();
        long begin = 3L * Integer.BYTES;
        for (int row = 0; row < rows; row++) {
            List<String> texts = new ArrayList<>();
            for (int text = 0; text < 3; text++) {
                int length = in.readInt();
                if (length < 0 || length > MAX_TEXT) {
                    throw wrong(file, "has a text of " + length + " bytes");
                }
                texts.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                begin += Integer.BYTES + length;
            }
            read.add(new LeafRow(texts.get(0), texts.get(1), texts.get(2)));
        }
        long expected = begin + (long) cells * rows * CellLeaves.BYTES;
        if (channel.size() != expected) {
            throw wrong(file, "has " + channel.size() + " bytes instead of " + expected);
        }
        byte[] rest = new byte[BUFFER];
        while (in.read(rest) >= 0) {
            // The stream hashes them.
        }
        return new ReceiptLeaves(file, channel, read, begin, HexFormat.of().formatHex(sha.digest()));
    }

    List<LeafRow> rows() {
        return rows;
    }

    /** SHA-256 of the file. */
    String hash() {
        return hash;
    }

    /** @param cell its place in the receipt */
    CellLeaves cell(int cell) {
        int size = Math.multiplyExact(rows.size(), CellLeaves.BYTES);
        ByteBuffer bytes = ByteBuffer.allocate(size);
        long position = begin + (long) cell * size;
        try {
            while (bytes.hasRemaining()) {
                int read = channel.read(bytes, position + bytes.position());
                if (read < 0) {
                    throw wrong(file, "became shorter while it was read");
                }
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return new CellLeaves(bytes.array());
    }

    private static EngineException wrong(Path file, String why) {
        return EngineException.invalidArgument(
                file + " " + why + ".",
                "Put the file that was written with the receipt beside it, or take the wrong one away: without leaves the cell of a"
                        + " difference is named, and not the row.");
    }

    private static EngineException unreadable(Path file, IOException e) {
        return new EngineException(
                ErrorCode.INVALID_ARGUMENT, file + " cannot be read: " + e.getMessage() + ".", "Make it readable.", e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
