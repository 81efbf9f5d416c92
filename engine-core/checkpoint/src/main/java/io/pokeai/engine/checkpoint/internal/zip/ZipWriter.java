package io.pokeai.engine.checkpoint.internal.zip;

import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes a zip archive of stored entries whose data begin at multiples of 64 bytes.
 *
 * <p><b>Source</b> PKWARE APPNOTE 6.3.10; the padding is an extra field "FB" as PyTorch's
 * {@code caffe2/serialize/inline_container.cc} writes it. No times are written, so that equal content gives equal bytes.
 */
public final class ZipWriter {
    private static final int ALIGNMENT = 64;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final short PADDING_ID = 0x4246;
    private static final int EXTRA_HEADER_BYTES = 4;
    private static final short UTF8_NAMES = 1 << 11;

    /** 1 January 1980: the zip format knows no earlier day. */
    private static final short FIRST_DAY = 1 << 5 | 1;

    private static final long MOST_BYTES = 0xfffffffeL;
    private static final int MOST_ENTRIES = 0xfffe;

    private final WritableByteChannel channel;
    private final List<Written> written = new ArrayList<>();
    private long position;

    private record Written(String name, int crc, int bytes, long headerOffset) {
        byte[] encodedName() {
            return name.getBytes(StandardCharsets.UTF_8);
        }
    }

    public ZipWriter(WritableByteChannel channel) {
        this.channel = channel;
    }

    /** Adds an entry with all that remains in a buffer, whose position stays. */
    public void add(String name, ByteBuffer content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content.duplicate());
        Written entry = new Written(name, (int) crc.getValue(), content.remaining(), position);
        byte[] encoded = entry.encodedName();
        short padding = padding(position + LOCAL_BYTES + encoded.length + EXTRA_HEADER_BYTES);
        ByteBuffer header = buffer(LOCAL_BYTES + encoded.length + EXTRA_HEADER_BYTES + padding);
        header.putInt(LOCAL_SIGNATURE);
        describe(header, entry);
        header.putShort((short) encoded.length).putShort((short) (EXTRA_HEADER_BYTES + padding));
        header.put(encoded).putShort(PADDING_ID).putShort(padding);
        while (header.hasRemaining()) {
            header.put((byte) 'Z');
        }
        if (position + header.capacity() + entry.bytes > MOST_BYTES || written.size() == MOST_ENTRIES) {
            throw EngineException.invalidArgument(
                    "The tensors take more than 4 GiB or " + MOST_ENTRIES + " files.", "Write them to several files.");
        }
        write(header.flip());
        write(content.duplicate());
        written.add(entry);
    }

    /** Writes the directory. The channel stays open. */
    public void finish() throws IOException {
        long start = position;
        for (Written entry : written) {
            byte[] encoded = entry.encodedName();
            ByteBuffer header = buffer(ENTRY_BYTES + encoded.length);
            header.putInt(ENTRY_SIGNATURE).putShort((short) 0);
            describe(header, entry);
            header.putShort((short) encoded.length);
            header.position(42).putInt((int) entry.headerOffset).put(encoded);
            write(header.flip());
        }
        ByteBuffer end = buffer(END_BYTES);
        end.putInt(END_SIGNATURE).putInt(0);
        end.putShort((short) written.size()).putShort((short) written.size());
        end.putInt((int) (position - start)).putInt((int) start).putShort((short) 0);
        write(end.flip());
    }

    /** What local headers and directory say alike: from the needed version to the sizes. */
    private static void describe(ByteBuffer header, Written entry) {
        header.putShort((short) 0).putShort(UTF8_NAMES).putShort((short) ZipEntry.STORED);
        header.putShort((short) 0).putShort(FIRST_DAY);
        header.putInt(entry.crc).putInt(entry.bytes).putInt(entry.bytes);
    }

    private static short padding(long dataOffset) {
        return (short) (-dataOffset & (ALIGNMENT - 1));
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            position += channel.write(bytes);
        }
    }
}
