package io.pokeai.service.internal.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Files as a ZIP archive that is the same, byte for byte, wherever and whenever it is made: entries sorted by name, one fixed time, no
 * attributes, nothing compressed. Its length is known before its content, so a client sees how far a download has come.
 *
 * <p>Compressed, its bytes would depend on the zlib of the machine.
 *
 * <p><b>Threads</b> as {@link BodySource}. <b>Memory</b> a chunk of one file, whatever the archive's size.
 */
final class StoredZip implements BodySource {
    // Sizes of APPNOTE 6.3.3: 4.3.7 local header, 4.3.12 central header, 4.3.16 end.
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;

    /** From here on a ZIP has further fields (ZIP64). */
    private static final int MANY_ENTRIES = 0xffff;

    private static final long LARGE = 0xffff_ffffL;
    private static final int CHUNK_BYTES = 64 * 1024;

    /** Any that DOS can write; the first of January 1980 would be written as a time with a zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final Iterator<ServedFile> files;
    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(made, StandardCharsets.UTF_8);
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private byte[] ready = {};
    private int sent;
    private boolean ended;
    private Optional<InputStream> current = Optional.empty();

    /** @param files whose names are their paths in the archive, with slashes; each name once */
    StoredZip(List<ServedFile> files) {
        this.files = sorted(files).iterator();
    }

    private static List<ServedFile> sorted(List<ServedFile> files) {
        TreeMap<String, ServedFile> byName = new TreeMap<>();
        files.forEach(file -> byName.put(file.name(), file));
        return List.copyOf(byName.values());
    }

    /** How long the archive will be; empty for one so large that it has fields of ZIP64. */
    static OptionalLong length(List<ServedFile> files) {
        long length = END_BYTES;
        for (ServedFile file : files) {
            int name = file.name().getBytes(StandardCharsets.UTF_8).length;
            length += LOCAL_BYTES + CENTRAL_BYTES + 2L * name + file.bytes();
        }
        return files.size() < MANY_ENTRIES && length < LARGE ? OptionalLong.of(length) : OptionalLong.empty();
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        while (sent == ready.length) {
            if (ended) {
                return END;
            }
            more();
            ready = made.toByteArray();
            sent = 0;
            made.reset();
        }
        int count = Math.min(buffer.length, ready.length - sent);
        System.arraycopy(ready, sent, buffer, 0, count);
        sent += count;
        return count;
    }

    private void more() throws IOException {
        if (current.isPresent()) {
            int count = current.get().read(chunk);
            if (count > 0) {
                zip.write(chunk, 0, count);
                return;
            }
            // Finds out whether the file has still the content that its entry was announced with.
            zip.closeEntry();
            current.get().close();
            current = Optional.empty();
        } else if (files.hasNext()) {
            ServedFile file = files.next();
            zip.putNextEntry(entry(file));
            current = Optional.of(Files.newInputStream(file.path()));
        } else {
            zip.finish();
            ended = true;
        }
    }

    private ZipEntry entry(ServedFile file) throws IOException {
        CRC32 crc = new CRC32();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file.path())) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                crc.update(chunk, 0, count);
                bytes += count;
            }
        }
        if (bytes != file.bytes()) {
            throw new IOException(file.name() + " has changed");
        }
        ZipEntry entry = new ZipEntry(file.name());
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(TIME);
        entry.setSize(bytes);
        entry.setCrc(crc.getValue());
        return entry;
    }

    @Override
    public void close() throws IOException {
        if (current.isPresent()) {
            current.get().close();
        }
    }
}
