package io.pokeai.service.internal.uploads;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes ZIP archives that no library would write, from the fields of PKWARE's APPNOTE. */
final class Archives {
    private final ByteArrayOutputStream files = new ByteArrayOutputStream();
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();
    private int count;

    Archives add(String name, byte[] content) throws IOException {
        return add(name.getBytes(StandardCharsets.UTF_8), content, 8, 0x800, 3, 0100644, content.length);
    }

    Archives add(String name, String content) throws IOException {
        return add(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Archives folder(String name) throws IOException {
        return add(name.getBytes(StandardCharsets.UTF_8), new byte[0], 0, 0x800, 3, 0040755, 0);
    }

    /**
     * An entry of which every field is said.
     *
     * @param madeBy 3 for Unix
     * @param mode of Unix
     * @param announced its length unpacked
     */
    Archives add(byte[] name, byte[] content, int method, int flags, int madeBy, int mode, int announced)
            throws IOException {
        byte[] packed = method == 8 ? deflate(content) : content;
        CRC32 crc = new CRC32();
        crc.update(content);
        int at = files.size();
        little(files, 4, 0x04034b50);
        little(files, 2, 20, flags, method, 0, 0x21);
        little(files, 4, (int) crc.getValue(), packed.length, announced);
        little(files, 2, name.length, 0);
        files.write(name);
        files.write(packed);
        little(table, 4, 0x02014b50);
        little(table, 2, madeBy << 8 | 20, 20, flags, method, 0, 0x21);
        little(table, 4, (int) crc.getValue(), packed.length, announced);
        little(table, 2, name.length, 0, 0, 0, 0);
        little(table, 4, mode << 16, at);
        table.write(name);
        count++;
        return this;
    }

    /** The end says so many more entries than there are. */
    Archives sayMore(int more) {
        count += more;
        return this;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.writeTo(out);
        table.writeTo(out);
        little(out, 4, 0x06054b50);
        little(out, 2, 0, 0, count, count);
        little(out, 4, table.size(), files.size());
        little(out, 2, 0);
        return out.toByteArray();
    }

    private static void little(ByteArrayOutputStream to, int bytes, int... numbers) {
        for (int number : numbers) {
            for (int i = 0; i < bytes; i++) {
                to.write(number >>> (8 * i));
            }
        }
    }

    private static byte[] deflate(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, new Deflater(9, true))) {
            out.write(content);
        }
        return packed.toByteArray();
    }
}
