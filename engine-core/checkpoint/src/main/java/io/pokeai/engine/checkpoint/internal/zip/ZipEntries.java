package io.pokeai.engine.checkpoint.internal.zip;

import io.pokeai.engine.checkpoint.internal.FileBytes;
import io.pokeai.engine.checkpoint.internal.Place;
import io.pokeai.engine.checkpoint.internal.Quoted;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the entries of a central directory and holds them against their local headers.
 *
 * <p><b>Source</b> PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.5.3.
 */
final class ZipEntries {
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int ZIP64_EXTRA = 1;
    private static final long IN_ZIP64_EXTRA = 0xffffffffL;
    private static final int ENCRYPTED = 1;
    private static final int SIZES_FOLLOW = 1 << 3;

    private final FileBytes file;
    private final ZipDirectory directory;
    private final ByteBuffer bytes;

    private ZipEntries(FileBytes file, ZipDirectory directory) {
        this.file = file;
        this.directory = directory;
        this.bytes = file.slice(directory.offset(), directory.bytes());
    }

    /** All entries in the order of the directory, by name; none overlaps another. */
    static Map<String, ZipEntry> read(FileBytes file) {
        return new ZipEntries(file, ZipDirectory.find(file)).read();
    }

    private Map<String, ZipEntry> read() {
        Map<String, ZipEntry> entries = new LinkedHashMap<>();
        for (long i = 0; i < directory.entries(); i++) {
            ZipEntry entry = next();
            if (entries.put(entry.name(), entry) != null) {
                throw place().damaged("the zip archive holds " + Quoted.text(entry.name()) + " twice");
            }
        }
        if (bytes.hasRemaining()) {
            throw place().damaged("the zip directory goes on after its last entry");
        }
        refuseOverlaps(List.copyOf(entries.values()));
        return entries;
    }

    private ZipEntry next() {
        int start = bytes.position();
        if (bytes.remaining() < ENTRY_BYTES || bytes.getInt(start) != ENTRY_SIGNATURE) {
            throw place().damaged("the zip directory ends before its last entry");
        }
        int nameBytes = unsignedShort(bytes, start + 28);
        int extraBytes = unsignedShort(bytes, start + 30);
        int end = start + ENTRY_BYTES + nameBytes + extraBytes + unsignedShort(bytes, start + 32);
        if (end > bytes.limit()) {
            throw place().damaged("the zip directory ends before its last entry");
        }
        bytes.position(end);
        byte[] name = new byte[nameBytes];
        bytes.get(start + ENTRY_BYTES, name);
        Zip64Extra extra = new Zip64Extra(bytes.slice(start + ENTRY_BYTES + nameBytes, extraBytes));
        long contentBytes = extra.orNext(unsignedInt(bytes, start + 24));
        long compressedBytes = extra.orNext(unsignedInt(bytes, start + 20));
        long headerOffset = extra.orNext(unsignedInt(bytes, start + 42));
        return located(
                name,
                unsignedShort(bytes, start + 8),
                unsignedShort(bytes, start + 10),
                bytes.getInt(start + 16),
                compressedBytes,
                contentBytes,
                headerOffset);
    }

    /** Finds the data of an entry, whose local header must say the same as the directory. */
    private ZipEntry located(
            byte[] name, int flags, int method, int crc, long compressed, long content, long headerOffset) {
        String text = new String(name, StandardCharsets.UTF_8);
        if (headerOffset < 0 || headerOffset > directory.offset() - LOCAL_BYTES) {
            throw place().damaged("the zip entry " + Quoted.text(text) + " lies outside the archive");
        }
        ByteBuffer local = file.slice(headerOffset, LOCAL_BYTES);
        int localNameBytes = unsignedShort(local, 26);
        long dataOffset = headerOffset + LOCAL_BYTES + localNameBytes + unsignedShort(local, 28);
        if (local.getInt(0) != LOCAL_SIGNATURE
                || localNameBytes != name.length
                || dataOffset > directory.offset()
                || !file.slice(headerOffset + LOCAL_BYTES, name.length).equals(ByteBuffer.wrap(name))) {
            throw place().damaged("the zip directory and the archive disagree on " + Quoted.text(text));
        }
        if (((flags | unsignedShort(local, 6)) & ENCRYPTED) != 0) {
            throw place().invalid(
                            "the zip entry " + Quoted.text(text) + " is encrypted", "Save it without a password.");
        }
        boolean sizesFollow = (unsignedShort(local, 6) & SIZES_FOLLOW) != 0;
        if (unsignedShort(local, 8) != method
                || disagree(unsignedInt(local, 18), compressed, sizesFollow)
                || disagree(unsignedInt(local, 22), content, sizesFollow)
                || compressed < 0
                || content < 0
                || compressed > directory.offset() - dataOffset
                || (method == ZipEntry.STORED && compressed != content)) {
            throw place().damaged("the zip entry " + Quoted.text(text) + " contradicts itself on its size");
        }
        return new ZipEntry(text, method, crc, compressed, content, headerOffset, dataOffset);
    }

    private static boolean disagree(long local, long inDirectory, boolean sizesFollow) {
        return !sizesFollow && local != IN_ZIP64_EXTRA && local != inDirectory;
    }

    private void refuseOverlaps(List<ZipEntry> entries) {
        List<ZipEntry> inFile = entries.stream()
                .sorted(Comparator.comparingLong(ZipEntry::headerOffset))
                .toList();
        for (int i = 1; i < inFile.size(); i++) {
            if (inFile.get(i).headerOffset() < inFile.get(i - 1).dataEnd()) {
                throw place().damaged("the zip entries "
                        + Quoted.text(inFile.get(i - 1).name()) + " and "
                        + Quoted.text(inFile.get(i).name()) + " overlap");
            }
        }
    }

    private Place place() {
        return file.place();
    }

    private static int unsignedShort(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    private static long unsignedInt(ByteBuffer bytes, int at) {
        return Integer.toUnsignedLong(bytes.getInt(at));
    }

    /** The 64-bit values of an entry whose 32-bit fields are all ones, in their fixed order. */
    private static final class Zip64Extra {
        private ByteBuffer values = ByteBuffer.allocate(0);

        Zip64Extra(ByteBuffer extra) {
            extra.order(ByteOrder.LITTLE_ENDIAN);
            while (extra.remaining() >= 4) {
                int id = Short.toUnsignedInt(extra.getShort());
                int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
                if (id == ZIP64_EXTRA) {
                    values = extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
                }
                extra.position(extra.position() + length);
            }
        }

        long orNext(long value) {
            return value == IN_ZIP64_EXTRA && values.remaining() >= Long.BYTES ? values.getLong() : value;
        }
    }
}
