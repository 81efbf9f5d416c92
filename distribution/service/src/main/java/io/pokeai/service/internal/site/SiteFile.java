package io.pokeai.service.internal.site;

import io.pokeai.service.internal.web.EntityTag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A file of a site, as it is sent. */
final class SiteFile {
    /** Far more than any page needs. */
    static final int MOST_BYTES = 4 << 20;

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "webmanifest", "application/manifest+json",
            "txt", "text/plain; charset=utf-8");

    private final String type;
    private final byte[] plain;
    private final byte[] packed;
    private final EntityTag tag;

    private SiteFile(String type, byte[] plain) {
        this.type = type;
        this.plain = plain;
        packed = gzip(plain);
        tag = EntityTag.of(plain);
    }

    /** @throws IOException also when it is longer than {@value #MOST_BYTES} bytes */
    static SiteFile read(String path, InputStream in) throws IOException {
        byte[] plain = in.readNBytes(MOST_BYTES + 1);
        if (plain.length > MOST_BYTES) {
            throw new IOException(path + " is longer than " + MOST_BYTES + " bytes");
        }
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return new SiteFile(TYPES.getOrDefault(ending, "application/octet-stream"), plain);
    }

    /** Media type. */
    String type() {
        return type;
    }

    /** Its bytes, or the same with gzip; not copied. */
    byte[] bytes(boolean gzipped) {
        return gzipped ? packed : plain;
    }

    /** Of its content. */
    EntityTag tag() {
        return tag;
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }
}
