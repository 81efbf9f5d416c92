package io.pokeai.engine.imaging.internal.header;

import io.pokeai.engine.api.EngineException;

/** What a picture file says about itself. Width and height are as stored, before any rotation, and may lie. */
public sealed interface Header permits JpegHeader, PngHeader, WebpHeader, BmpHeader, GifHeader {
    /** The name of the format. */
    String format();

    /** In pixels, at least 1. */
    long width();

    /** In pixels, at least 1. */
    long height();

    /**
     * Reads the header of any format that the engine knows.
     *
     * @throws EngineException {@code UNSUPPORTED_FORMAT} or {@code CORRUPT_IMAGE}
     */
    static Header read(Bytes file) {
        if (file.spells(0, "\u00ff\u00d8\u00ff")) {
            return JpegHeader.read(file);
        }
        if (file.spells(0, "\u0089PNG\r\n\u001a\n")) {
            return PngHeader.read(file);
        }
        if (file.spells(0, "RIFF") && file.spells(8, "WEBP")) {
            return WebpHeader.read(file);
        }
        if (file.spells(0, "GIF87a") || file.spells(0, "GIF89a")) {
            return GifHeader.read(file);
        }
        if (file.spells(0, "BM")) {
            return BmpHeader.read(file);
        }
        throw PictureException.unsupported("this is not a picture of a known format.");
    }

    /** A side of a picture, which cannot be empty. */
    static long side(String format, String name, long pixels) {
        if (pixels < 1) {
            throw PictureException.corrupt("the " + format + " has a " + name + " of " + pixels + " pixels.");
        }
        return pixels;
    }
}
