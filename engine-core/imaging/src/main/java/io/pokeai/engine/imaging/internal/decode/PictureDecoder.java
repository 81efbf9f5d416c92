package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.imaging.internal.geometry.PixelRows;
import io.pokeai.engine.imaging.internal.header.BmpHeader;
import io.pokeai.engine.imaging.internal.header.GifHeader;
import io.pokeai.engine.imaging.internal.header.Header;
import io.pokeai.engine.imaging.internal.header.JpegHeader;
import io.pokeai.engine.imaging.internal.header.PngCheck;
import io.pokeai.engine.imaging.internal.header.PngCheck.Stream;
import io.pokeai.engine.imaging.internal.header.PngChunks;
import io.pokeai.engine.imaging.internal.header.PngChunks.Wanted;
import io.pokeai.engine.imaging.internal.header.PngHeader;
import io.pokeai.engine.imaging.internal.header.PngRepair;
import io.pokeai.engine.imaging.internal.header.WebpHeader;
import io.pokeai.engine.imaging.internal.jpeg.CmykJpeg;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_imgcodecs;

/**
 * Decodes a picture as Pillow or OpenCV would, to the byte.
 *
 * <p>OpenCV decodes alone where OpenCV's pixels are wanted, and nearly always where Pillow's are. This class lists the
 * exceptions, one by one; {@code docs/adr/0003-exact-decoding.md} says how they were found.
 */
public final class PictureDecoder {
    private static final int PLAIN = opencv_imgcodecs.IMREAD_COLOR | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
    /** The least that OpenCV makes of a JPEG: one pixel of a block. */
    private static final int COEFFICIENTS =
            opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8 | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

    private static final int DEEP_GREY = opencv_imgcodecs.IMREAD_ANYDEPTH | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

    /**
     * @param header of the same picture, checked against the {@link PixelBudget}
     * @return rows that the caller closes, before the picture
     * @throws EngineException {@code CORRUPT_IMAGE}
     */
    public PixelRows decode(EncodedPicture picture, Header header, Decoder semantics) {
        return decode(picture, header, semantics, false);
    }

    /**
     * As Pillow, and with the transparency of its {@code convert("RGBA")}.
     *
     * @throws EngineException {@code CORRUPT_IMAGE}
     */
    public PixelRows decodeWithAlpha(EncodedPicture picture, Header header) {
        return decode(picture, header, Decoder.PILLOW, true);
    }

    /**
     * Makes sure that {@link #decode} as Pillow would succeed. A PNG is inflated, and of a JPEG every coefficient is decoded;
     * what makes pixels of them cannot fail.
     *
     * @throws EngineException {@code CORRUPT_IMAGE}
     */
    public void check(EncodedPicture picture, Header header) {
        if (header instanceof JpegHeader jpeg && !jpeg.isCmyk()) {
            OpenCvDecoder.decode(picture, header, COEFFICIENTS).close();
        } else if (header instanceof PngHeader png
                && PngCheck.isSound(picture.buffer())
                && PngCheck.stream(picture.buffer(), png) == Stream.WHOLE) {
            PngChunks.reduce(picture.buffer(), Wanted.DEFAULT_IMAGE);
        } else {
            decode(picture, header, Decoder.PILLOW).close();
        }
    }

    private static PixelRows decode(EncodedPicture picture, Header header, Decoder semantics, boolean alpha) {
        if (header instanceof PngHeader png) {
            return decode(picture, png, semantics, alpha);
        }
        if (alpha && header instanceof WebpHeader) {
            return AlphaMatRows.of(OpenCvDecoder.decode(picture, header, opencv_imgcodecs.IMREAD_UNCHANGED));
        }
        if (semantics == Decoder.OPENCV) {
            return new MatRows(OpenCvDecoder.decode(picture, header, opencv_imgcodecs.IMREAD_COLOR));
        }
        if (header instanceof JpegHeader jpeg && jpeg.isCmyk()) {
            return CmykJpeg.decode(jpeg, picture.bytes());
        }
        if (header instanceof GifHeader gif) {
            return GifRows.decode(gif, picture.bytes());
        }
        if (header instanceof BmpHeader bmp) {
            if (bmp.isMasked()) {
                return new MaskedBmpRows(bmp, picture.bytes());
            }
            bmp.completeOffset(picture.buffer());
            if (bmp.isRunLength()) {
                return RunLengthBmpRows.decode(bmp, picture.bytes());
            }
        }
        return new MatRows(OpenCvDecoder.decode(picture, header, PLAIN));
    }

    /**
     * Pillow stops after the last row and ignores what follows; libpng only gets data that it writes no message about.
     */
    private static PixelRows decode(EncodedPicture picture, PngHeader header, Decoder semantics, boolean alpha) {
        boolean pillow = semantics == Decoder.PILLOW;
        boolean sound = PngCheck.isSound(picture.buffer());
        boolean looked = sound && (pillow || !PngCheck.isAnimated(picture.buffer()));
        Stream stream = looked ? PngCheck.stream(picture.buffer(), header) : Stream.ODD;
        if (pillow && stream != Stream.WHOLE) {
            Optional<byte[]> repaired = PngRepair.of(picture.buffer(), header);
            if (repaired.isPresent()) {
                return decodeRepaired(repaired.get(), header, alpha);
            }
        }
        if (looked && (stream == Stream.BROKEN || (pillow && stream == Stream.ODD))) {
            throw picture.incomplete(header.format());
        }
        return decodeSound(picture, header, semantics, alpha);
    }

    private static PixelRows decodeRepaired(byte[] repaired, PngHeader header, boolean alpha) {
        try (EncodedPicture whole = EncodedPicture.of(repaired)) {
            return decodeSound(whole, header, Decoder.PILLOW, alpha);
        }
    }

    private static PixelRows decodeSound(EncodedPicture picture, PngHeader header, Decoder semantics, boolean alpha) {
        boolean pillow = semantics == Decoder.PILLOW;
        PngChunks.Picture reduced =
                PngChunks.reduce(picture.buffer(), pillow ? Wanted.DEFAULT_IMAGE : Wanted.FIRST_FRAME);
        picture.buffer().limit(reduced.bytes());
        if (alpha) {
            return withAlpha(picture, header);
        }
        if (pillow && header.isDeepGrey()) {
            return new DeepGreyRows(OpenCvDecoder.decode(picture, header, DEEP_GREY));
        }
        if (!pillow && reduced.animated()) {
            return new MatRows(AnimationFrame.decode(picture, header, reduced));
        }
        return new MatRows(OpenCvDecoder.decode(picture, header, pillow ? PLAIN : opencv_imgcodecs.IMREAD_COLOR));
    }

    private static PixelRows withAlpha(EncodedPicture picture, PngHeader header) {
        Optional<byte[]> transparency = PngChunks.transparency(picture.buffer());
        if (header.hasAlphaChannel() || (header.hasPalette() && transparency.isPresent())) {
            return AlphaMatRows.of(OpenCvDecoder.decode(picture, header, opencv_imgcodecs.IMREAD_UNCHANGED));
        }
        PixelRows rows = header.isDeepGrey()
                ? new DeepGreyRows(OpenCvDecoder.decode(picture, header, DEEP_GREY))
                : new MatRows(OpenCvDecoder.decode(picture, header, PLAIN));
        return transparency.isPresent() && !header.hasPalette()
                ? TransparentColourRows.of(rows, header, transparency.get())
                : rows;
    }
}
