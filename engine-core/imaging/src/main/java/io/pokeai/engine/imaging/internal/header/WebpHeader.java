package io.pokeai.engine.imaging.internal.header;

import io.pokeai.engine.api.EngineException;

/** The size of a WebP: of the canvas when it has one, else of the lossy or lossless picture. */
public record WebpHeader(long width, long height) implements Header {
    private static final int FIRST_CHUNK = 12;
    private static final int FOURTEEN_BITS = 0x3fff;

    @Override
    public String format() {
        return "WebP";
    }

    /** @throws EngineException {@code CORRUPT_IMAGE} */
    static WebpHeader read(Bytes file) {
        int data = FIRST_CHUNK + 8;
        if (file.spells(FIRST_CHUNK, "VP8X")) {
            return new WebpHeader(file.u24le(data + 4) + 1, file.u24le(data + 7) + 1);
        }
        if (file.spells(FIRST_CHUNK, "VP8L")) {
            long bits = file.u32le(data + 1);
            return new WebpHeader((bits & FOURTEEN_BITS) + 1, (bits >> 14 & FOURTEEN_BITS) + 1);
        }
        if (file.spells(FIRST_CHUNK, "VP8 ")) {
            return new WebpHeader(
                    Header.side("WebP", "width", file.u16le(data + 6) & FOURTEEN_BITS),
                    Header.side("WebP", "height", file.u16le(data + 8) & FOURTEEN_BITS));
        }
        throw PictureException.corrupt("the WebP does not start with a picture.");
    }
}
