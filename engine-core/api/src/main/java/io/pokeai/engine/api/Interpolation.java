package io.pokeai.engine.api;

import java.util.Locale;
import java.util.Optional;

/**
 * How a resize computes pixels between pixels, to the byte as Pillow does it; all but {@link #NEAREST} widen when they
 * shrink a picture (antialiasing).
 *
 * <p><b>Source</b> the numbers are those of {@code PIL.Image.Resampling}, which Hugging Face writes as {@code resample};
 * the names are torchvision's and timm's {@code interpolation}.
 */
public enum Interpolation {
    /** 0: the nearest pixel. */
    NEAREST,
    /** 1: a sinc, windowed by a wider one, over three pixels to each side. */
    LANCZOS,
    /** 2: a triangle over one pixel to each side; torchvision's default. */
    BILINEAR,
    /** 3: cubic pieces over two pixels to each side, with a = −0.5. */
    BICUBIC,
    /** 4: the mean of the pixels that a pixel covers. */
    BOX,
    /** 5: a sinc with Hamming's window, over one pixel to each side. */
    HAMMING;

    /** As Hugging Face, timm and torchvision spell it: in small letters. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Pillow's number; empty for one that it does not have. */
    public static Optional<Interpolation> ofNumber(long number) {
        return number >= 0 && number < values().length ? Optional.of(values()[(int) number]) : Optional.empty();
    }

    /** By its name, in whatever case. */
    public static Optional<Interpolation> ofText(String text) {
        for (Interpolation interpolation : values()) {
            if (interpolation.text().equals(text.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(interpolation);
            }
        }
        return Optional.empty();
    }
}
