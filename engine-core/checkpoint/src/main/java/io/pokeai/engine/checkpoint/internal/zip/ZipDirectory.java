package io.pokeai.engine.checkpoint.internal.zip;

import io.pokeai.engine.checkpoint.internal.FileBytes;
import io.pokeai.engine.checkpoint.internal.Place;
import java.nio.ByteBuffer;

/**
 * Where the central directory of an archive lies.
 *
 * <p><b>Source</b> PKWARE APPNOTE 6.3.10, sections 4.3.14 to 4.3.16.
 *
 * @param offset of its first byte
 * @param bytes its length
 * @param entries how many it lists
 */
record ZipDirectory(long offset, long bytes, long entries) {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int END64_BYTES = 56;

    /** The largest directory that is read: 100,000 entries with names of about 100 bytes. */
    private static final long MOST_BYTES = 16 << 20;

    private static final long MOST_ENTRIES = 100_000;

    /** Finds it from the end of the file. */
    static ZipDirectory find(FileBytes file) {
        int tail = (int) Math.min(file.size(), END_BYTES + LONGEST_COMMENT);
        ByteBuffer bytes = file.slice(file.size() - tail, tail);
        for (int at = tail - END_BYTES; at >= 0; at--) {
            if (bytes.getInt(at) == END_SIGNATURE && at + END_BYTES + commentBytes(bytes, at) == tail) {
                return checked(file, bytes.slice(at, END_BYTES).order(bytes.order()), file.size() - tail + at);
            }
        }
        throw file.place().damaged("the zip archive has no directory at its end; it may be cut short");
    }

    private static int commentBytes(ByteBuffer bytes, int end) {
        return Short.toUnsignedInt(bytes.getShort(end + 20));
    }

    private static ZipDirectory checked(FileBytes file, ByteBuffer end, long endOffset) {
        Place place = file.place();
        long directoryEnd = endOffset;
        ZipDirectory directory = new ZipDirectory(
                Integer.toUnsignedLong(end.getInt(16)),
                Integer.toUnsignedLong(end.getInt(12)),
                Short.toUnsignedLong(end.getShort(10)));
        if (endOffset >= LOCATOR_BYTES) {
            ByteBuffer locator = file.slice(endOffset - LOCATOR_BYTES, LOCATOR_BYTES);
            if (locator.getInt(0) == LOCATOR_SIGNATURE) {
                directoryEnd = locator.getLong(8);
                directory = zip64(file, directoryEnd, endOffset - LOCATOR_BYTES);
            }
        }
        if (directory.bytes < 0
                || directory.bytes > MOST_BYTES
                || directory.entries < 0
                || directory.entries > MOST_ENTRIES) {
            throw place.tooMuch("the zip directory has " + Long.toUnsignedString(directory.entries) + " entries in "
                    + Long.toUnsignedString(directory.bytes) + " bytes, more than " + MOST_ENTRIES + " or "
                    + MOST_BYTES);
        }
        if (directory.offset < 0 || directory.offset != directoryEnd - directory.bytes) {
            throw place.damaged("the zip directory is not where the end of the archive says; bytes are missing or stand"
                    + " before the archive");
        }
        return directory;
    }

    private static ZipDirectory zip64(FileBytes file, long offset, long locatorOffset) {
        if (offset < 0 || offset > locatorOffset - END64_BYTES) {
            throw file.place().damaged("the zip64 locator points past the end of the archive");
        }
        ByteBuffer end = file.slice(offset, END64_BYTES);
        if (end.getInt(0) != END64_SIGNATURE) {
            throw file.place().damaged("the zip64 locator points at no end record");
        }
        return new ZipDirectory(end.getLong(48), end.getLong(40), end.getLong(32));
    }
}
