package io.pokeai.service.internal.uploads;

import io.pokeai.service.internal.web.HttpFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the table at the end of a ZIP archive, which says of each entry what {@link java.util.zip.ZipFile} keeps to itself: whether it
 * is a link, and whether it is encrypted. Everything that an archive announces is held to the limits here, before anything is unpacked.
 *
 * <p><b>Source</b> PKWARE's APPNOTE 6.3.10: 4.3.16 (end of the central directory), 4.3.12 (its headers), 4.4.2 and 4.4.15 (attributes).
 */
final class ArchiveTable {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int HEADER_SIGNATURE = 0x02014b50;
    private static final int HEADER_BYTES = 46;
    private static final int ENCRYPTED = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int UNIX = 3;
    private static final int KIND = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;
    private static final int LINK = 0120000;

    /** A header, a name of the longest path, and what extra fields and comments programs write. */
    private static final int BYTES_PER_ENTRY = HEADER_BYTES + 2048;

    private final UploadLimits limits;
    private final List<ArchiveEntry> entries = new ArrayList<>();
    private final Map<String, EntryName> files = new HashMap<>();
    private long packed;
    private long unpacked;

    private ArchiveTable(UploadLimits limits) {
        this.limits = limits;
    }

    /**
     * All entries, in the order of the table.
     *
     * @throws HttpFailure 400 for what is no archive, 413 for more than the limits, 422 for an entry that is refused
     */
    static List<ArchiveEntry> read(SeekableByteChannel file, UploadLimits limits) throws IOException {
        ByteBuffer end = end(file);
        int count = end.getShort(10) & 0xffff;
        long bytes = end.getInt(12) & 0xffff_ffffL;
        long at = end.getInt(16) & 0xffff_ffffL;
        if (end.getInt(4) != 0 || (end.getShort(8) & 0xffff) != count || count == 0xffff || at == 0xffff_ffffL) {
            throw notAnArchive("has several parts, or so many entries that it needs ZIP64");
        }
        if (count > limits.entries()) {
            throw tooLarge("The archive has " + count + " entries, and " + limits.entries() + " are taken.");
        }
        if (bytes > (long) count * BYTES_PER_ENTRY || at + bytes > file.size() - END_BYTES) {
            throw notAnArchive("says that its table lies where it cannot");
        }
        ArchiveTable table = new ArchiveTable(limits);
        table.read(part(file, at, (int) bytes), count);
        return List.copyOf(table.entries);
    }

    private static ByteBuffer end(SeekableByteChannel file) throws IOException {
        long size = file.size();
        if (size < END_BYTES) {
            throw notAnArchive("is too short for one");
        }
        int length = (int) Math.min(size, END_BYTES + LONGEST_COMMENT);
        ByteBuffer last = part(file, size - length, length);
        for (int at = length - END_BYTES; at >= 0; at--) {
            // The comment has to fill the rest: a signature within a comment is none.
            if (last.getInt(at) == END_SIGNATURE && (last.getShort(at + 20) & 0xffff) == length - END_BYTES - at) {
                return last.slice(at, END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw notAnArchive("has no end of one");
    }

    private static ByteBuffer part(SeekableByteChannel file, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.position(at);
        while (bytes.hasRemaining()) {
            if (file.read(bytes) < 0) {
                throw notAnArchive("ends early");
            }
        }
        return bytes.flip();
    }

    private void read(ByteBuffer table, int count) {
        for (int i = 0; i < count; i++) {
            if (table.remaining() < HEADER_BYTES || table.getInt(table.position()) != HEADER_SIGNATURE) {
                throw notAnArchive("has a table that ends early");
            }
            int at = table.position();
            int name = table.getShort(at + 28) & 0xffff;
            int next = HEADER_BYTES + name + (table.getShort(at + 30) & 0xffff) + (table.getShort(at + 32) & 0xffff);
            if (table.remaining() < next) {
                throw notAnArchive("has a table that ends early");
            }
            add(table.slice(at, next).order(ByteOrder.LITTLE_ENDIAN), name);
            table.position(at + next);
        }
        if (table.hasRemaining()) {
            throw notAnArchive("has a table with more than its entries");
        }
    }

    private void add(ByteBuffer header, int nameBytes) {
        String raw = text(header.slice(HEADER_BYTES, nameBytes));
        EntryName name = EntryName.of(raw);
        ArchiveEntry entry =
                new ArchiveEntry(name, raw, header.getInt(20) & 0xffff_ffffL, header.getInt(24) & 0xffff_ffffL);
        requireOrdinary(entry, header);
        packed += entry.packedBytes();
        unpacked += entry.unpackedBytes();
        requireWithin(entry);
        requireAlone(entry);
        entries.add(entry);
    }

    private static void requireOrdinary(ArchiveEntry entry, ByteBuffer header) {
        if ((header.getShort(8) & ENCRYPTED) != 0) {
            throw EntryName.wrong(entry.rawName(), "is encrypted");
        }
        int method = header.getShort(10) & 0xffff;
        if (method != STORED && method != DEFLATED) {
            throw EntryName.wrong(
                    entry.rawName(), "is packed by the method " + method + ", which is neither deflate nor none");
        }
        int kind = (header.getShort(4) & 0xffff) >>> 8 == UNIX ? header.getInt(38) >>> 16 & KIND : 0;
        if (kind == LINK) {
            throw EntryName.wrong(entry.rawName(), "is a symbolic link");
        }
        if (kind != 0 && kind != (entry.name().folder() ? FOLDER : REGULAR)) {
            throw EntryName.wrong(entry.rawName(), "is not an ordinary file or folder");
        }
        boolean known = entry.name().folder()
                || entry.name().isLeftover()
                || entry.name().isPicture();
        if (!known) {
            throw EntryName.wrong(entry.rawName(), "is not called as a picture is");
        }
    }

    private void requireWithin(ArchiveEntry entry) {
        if (entry.unpackedBytes() > limits.entryBytes()) {
            throw tooLarge("'" + entry.name().path() + "' has " + entry.unpackedBytes() + " bytes, and "
                    + limits.entryBytes() + " are taken.");
        }
        if (unpacked > limits.unpackedBytes()) {
            throw tooLarge("The archive has more than " + limits.unpackedBytes() + " bytes when it is unpacked.");
        }
        if (unpacked > limits.ratio() * Math.max(packed, 1 << 16)) {
            throw tooLarge("The archive is more than " + limits.ratio()
                    + " times as large when it is unpacked; pictures are not.");
        }
    }

    /** Each file once, also where names do not tell small letters from capital ones; and no file where a folder is. */
    private void requireAlone(ArchiveEntry entry) {
        EntryName name = entry.name();
        for (int depth = 1; depth <= name.segments().size(); depth++) {
            boolean last = depth == name.segments().size();
            EntryName part = new EntryName(name.segments().subList(0, depth), !last || name.folder());
            EntryName before = files.putIfAbsent(part.sameFile(), part);
            if (before == null || (before.equals(part) && part.folder())) {
                continue;
            }
            throw EntryName.wrong(
                    entry.rawName(),
                    before.path().equals(part.path()) && before.folder() == part.folder()
                            ? "is there twice"
                            : "and '" + before.path() + "' are one file where names do not tell case");
        }
    }

    private static String text(ByteBuffer name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(name)
                    .toString();
        } catch (CharacterCodingException e) {
            throw HttpFailure.of(
                    422,
                    "ARCHIVE_REFUSED",
                    "The archive has a name that is not UTF-8.",
                    "Make it with a program that writes names as UTF-8.");
        }
    }

    static HttpFailure notAnArchive(String why) {
        return HttpFailure.of(400, "NOT_AN_ARCHIVE", "The body is not a ZIP archive: it " + why + ".", "Send one.");
    }

    static HttpFailure tooLarge(String problem) {
        return HttpFailure.of(
                413, "ARCHIVE_TOO_LARGE", problem, "Send less, or put the data set below the service's --data-root.");
    }
}
