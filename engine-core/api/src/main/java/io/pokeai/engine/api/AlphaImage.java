package io.pokeai.engine.api;

import java.util.Arrays;

/**
 * A picture with its transparency.
 *
 * <p>A model sees the colours alone, also those of transparent pixels; a person sees the picture on a background.
 *
 * <p><b>Shape</b> {@code height × width} bytes of alpha, row by row; 0 is transparent, 255 opaque.<br>
 * <b>Threads</b> immutable.
 */
public final class AlphaImage {
    private static final int OPAQUE = 255;

    /** <b>Source</b> {@code PRECISION_BITS} of Pillow 12.3, src/libImaging/AlphaComposite.c: 7 bits. */
    private static final int PRECISION_BITS = 7;

    private static final int HALF = 0x80 << PRECISION_BITS;

    private final Image colours;
    private final byte[] alpha;

    private AlphaImage(Image colours, byte[] alpha) {
        this.colours = colours;
        this.alpha = alpha;
    }

    /** A picture without transparent pixels. */
    public static AlphaImage opaque(Image colours) {
        return new AlphaImage(EngineException.required(colours, "colours"), new byte[0]);
    }

    /**
     * A picture of which some pixels may be transparent.
     *
     * @param alpha {@code height × width} bytes; copied
     * @throws EngineException {@code INVALID_ARGUMENT} for another number of bytes
     */
    public static AlphaImage of(Image colours, byte[] alpha) {
        EngineException.required(colours, "colours");
        EngineException.required(alpha, "alpha");
        if (alpha.length != colours.width() * colours.height()) {
            throw EngineException.invalidArgument(
                    "An image of " + colours.width() + " × " + colours.height() + " pixels was given " + alpha.length
                            + " bytes of alpha.",
                    "Give one byte for each pixel.");
        }
        for (byte value : alpha) {
            if (value != (byte) OPAQUE) {
                return new AlphaImage(colours, alpha.clone());
            }
        }
        return opaque(colours);
    }

    /** The colours, also of what is transparent: Pillow's {@code convert("RGB")}. */
    public Image colours() {
        return colours;
    }

    /** Whether every pixel is opaque. */
    public boolean isOpaque() {
        return alpha.length == 0;
    }

    /** The alpha of one pixel: from 0, transparent, to 255, opaque. */
    public int alpha(int x, int y) {
        return isOpaque() ? OPAQUE : alpha[y * colours.width() + x] & 0xff;
    }

    /**
     * What a person sees on a white page: Pillow's {@code alpha_composite} on white. <b>Source</b> {@code ImagingAlphaComposite}
     * of Pillow 12.3, src/libImaging/AlphaComposite.c, for an opaque white background.
     */
    public Image onWhite() {
        if (isOpaque()) {
            return colours;
        }
        byte[] rgb = colours.rgb();
        for (int pixel = 0, at = 0; pixel < alpha.length; pixel++, at += Image.CHANNELS) {
            int share = alpha[pixel] & 0xff;
            if (share == 0) {
                Arrays.fill(rgb, at, at + Image.CHANNELS, (byte) OPAQUE);
            } else if (share < OPAQUE) {
                for (int channel = at; channel < at + Image.CHANNELS; channel++) {
                    rgb[channel] = blended(rgb[channel] & 0xff, share);
                }
            }
        }
        return new Image(colours.width(), colours.height(), rgb);
    }

    private static byte blended(int sample, int share) {
        int own = share << PRECISION_BITS;
        int white = (OPAQUE << PRECISION_BITS) - own;
        int sum = sample * own + OPAQUE * white + HALF;
        return (byte) ((((sum >> 8) + sum) >> 8) >> PRECISION_BITS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AlphaImage that && colours.equals(that.colours) && Arrays.equals(alpha, that.alpha);
    }

    @Override
    public int hashCode() {
        return 31 * colours.hashCode() + Arrays.hashCode(alpha);
    }

    @Override
    public String toString() {
        return "AlphaImage[" + colours.width() + "×" + colours.height() + (isOpaque() ? ", opaque]" : "]");
    }
}
