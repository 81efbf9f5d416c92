package io.pokeai.engine.checkpoint.internal.zip;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.internal.FileBytes;
import io.pokeai.engine.checkpoint.internal.Place;
import io.pokeai.engine.checkpoint.internal.Quoted;
import io.pokeai.engine.checkpoint.internal.StoredBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive in a mapped file: stored entries are views of it, deflated ones are inflated when they are asked for.
 *
 * <p><b>Threads</b> confined to one.<br>
 * <b>Errors</b> {@code MODEL_INVALID} for an archive that contradicts itself, {@code MODEL_REFUSED} above the bounds.
 */
public final class ZipArchive {
    /** Inflated content of one archive: this much, and sixteen times its bytes. */
    private static final long INFLATED_BYTES = 64 << 20;

    private static final long INFLATED_RATIO = 16;

    private final FileBytes file;
    private final Map<String, ZipEntry> entries;
    private final boolean checksummed;
    private final byte[] chunk = new byte[1 << 16];
    private long inflated;

    private ZipArchive(FileBytes file, Map<String, ZipEntry> entries) {
        this.file = file;
        this.entries = entries;
        // torch.serialization.set_crc32_options(False) leaves 0 in all of them.
        this.checksummed = entries.values().stream().anyMatch(entry -> entry.crc() != 0);
    }

    public static ZipArchive open(FileBytes file) {
        return new ZipArchive(file, ZipEntries.read(file));
    }

    /** The names, in the order of the directory. */
    public Set<String> names() {
        return entries.keySet();
    }

    public boolean contains(String name) {
        return entries.containsKey(name);
    }

    /** The length of an entry's content; 0 without such an entry. */
    public long bytes(String name) {
        @Nullable ZipEntry entry = entries.get(name);
        return entry == null ? 0 : entry.bytes();
    }

    /**
     * The content of an entry: read-only, little-endian, direct, its checksum verified.
     *
     * @param name of an entry that is there
     * @param most bytes that the caller agrees to hold
     */
    public ByteBuffer read(String name, long most) {
        ZipEntry entry = entry(name, most);
        ByteBuffer content = content(entry);
        if (checksummed) {
            verify(entry, content);
        }
        return content;
    }

    private ZipEntry entry(String name, long most) {
        @Nullable ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw place().damaged("the zip archive has no entry " + Quoted.text(name));
        }
        if (entry.bytes() > most) {
            throw place().tooMuch(Quoted.text(name) + " has " + entry.bytes() + " bytes, more than " + most);
        }
        return entry;
    }

    /** The content of an entry as {@link #read}, below 2 GiB; a stored one may be read from the file while that is open. */
    public StoredBytes storage(String name) {
        ZipEntry entry = entry(name, Integer.MAX_VALUE);
        if (entry.method() != ZipEntry.STORED) {
            return StoredBytes.of(read(name, Integer.MAX_VALUE));
        }
        StoredBytes stored = file.region(entry.dataOffset(), entry.bytes());
        if (checksummed) {
            verifyStored(entry);
        }
        return stored;
    }

    private ByteBuffer content(ZipEntry entry) {
        ByteBuffer data = file.slice(entry.dataOffset(), entry.compressedBytes());
        return switch (entry.method()) {
            case ZipEntry.STORED -> data;
            case ZipEntry.DEFLATED -> inflate(entry, data);
            default ->
                throw place().invalid(
                                Quoted.text(entry.name()) + " is compressed with method " + entry.method()
                                        + "; stored and deflated entries are read",
                                "Save the checkpoint again with torch.save.");
        };
    }

    private ByteBuffer inflate(ZipEntry entry, ByteBuffer data) {
        inflated += entry.bytes();
        if (inflated > INFLATED_BYTES + INFLATED_RATIO * file.size() || entry.bytes() > Integer.MAX_VALUE) {
            throw place().tooMuch("inflates to more than " + inflated + " bytes");
        }
        ByteBuffer content = ByteBuffer.allocateDirect((int) entry.bytes());
        Inflater inflater = new Inflater(true);
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    if (!data.hasRemaining()) {
                        throw garbled(entry);
                    }
                    inflater.setInput(chunk, 0, nextChunk(data));
                }
                // Where all content is there, a byte more would be one too many.
                ByteBuffer target = content.hasRemaining() ? content : ByteBuffer.allocate(1);
                int count = inflater.inflate(target);
                if (count > 0 ? !target.isDirect() : !inflater.needsInput() && !inflater.finished()) {
                    throw garbled(entry);
                }
            }
        } catch (DataFormatException e) {
            throw garbled(entry);
        } finally {
            inflater.end();
        }
        if (content.hasRemaining()) {
            throw garbled(entry);
        }
        return content.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void verify(ZipEntry entry, ByteBuffer content) {
        if (entry.method() == ZipEntry.STORED) {
            verifyStored(entry);
            return;
        }
        CRC32 crc = new CRC32();
        crc.update(content.duplicate());
        require(entry, crc);
    }

    /** Not through the mapping, whose pages would count as memory of this process from then on. */
    private void verifyStored(ZipEntry entry) {
        CRC32 crc = new CRC32();
        for (long at = 0; at < entry.bytes(); at += chunk.length) {
            int count = (int) Math.min(chunk.length, entry.bytes() - at);
            file.read(entry.dataOffset() + at, ByteBuffer.wrap(chunk, 0, count));
            crc.update(chunk, 0, count);
        }
        require(entry, crc);
    }

    private void require(ZipEntry entry, CRC32 crc) {
        if ((int) crc.getValue() != entry.crc()) {
            throw place().damaged("the checksum of " + Quoted.text(entry.name()) + " is wrong");
        }
    }

    /** Native code never sees the mapping: were the file cut short meanwhile, it would end the process. */
    private int nextChunk(ByteBuffer from) {
        int count = Math.min(chunk.length, from.remaining());
        from.get(chunk, 0, count);
        return count;
    }

    private EngineException garbled(ZipEntry entry) {
        return place().damaged(Quoted.text(entry.name()) + " does not inflate to the " + entry.bytes()
                + " bytes that the archive says");
    }

    private Place place() {
        return file.place();
    }
}
