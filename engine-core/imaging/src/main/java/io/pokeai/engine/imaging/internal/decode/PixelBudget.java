package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.imaging.internal.header.Header;
import io.pokeai.engine.imaging.internal.header.JpegHeader;
import io.pokeai.engine.imaging.internal.header.PictureException;
import java.util.concurrent.Semaphore;

/**
 * Bounds what is decoded: each picture by its header, and all that are decoded at the same time by their sum.
 *
 * <p>A picture that does not fit beside the others waits; it never waits for itself, because none is larger than the
 * budget, and never while it holds a part of the budget.
 *
 * <p><b>Threads</b> safe; waiting is fair, so a large picture is not overtaken for ever.
 */
public final class PixelBudget {
    /** libjpeg passes over the whole picture once per scan: this is some seconds of work. */
    static final long MAX_SCANNED_PIXELS = 4_000_000_000L;

    /** No encoder writes more than some dozens; each one costs time, however small the picture. */
    static final int MAX_SCANS = 1000;

    /** The largest side that OpenCV decodes. */
    private static final int MAX_SIDE = 1 << 20;

    /** What all pictures together may have at the same time; a larger one is decoded alone. */
    private static final int SHARED = (int) Imaging.DEFAULT_MAX_PIXELS;

    private final Semaphore free;
    private final long maxPixels;

    /** A budget of its own. */
    public PixelBudget() {
        this(new Semaphore(SHARED, true), Imaging.DEFAULT_MAX_PIXELS);
    }

    private PixelBudget(Semaphore free, long maxPixels) {
        this.free = free;
        this.maxPixels = maxPixels;
    }

    /**
     * The same budget, with another limit for each picture.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for an impossible limit
     */
    public PixelBudget limitedTo(long pixels) {
        if (pixels < 1 || pixels > Imaging.LARGEST_MAX_PIXELS) {
            throw EngineException.invalidArgument(
                    "A limit of " + pixels + " pixels was asked for.", "Use 1 to " + Imaging.LARGEST_MAX_PIXELS + ".");
        }
        return new PixelBudget(free, pixels);
    }

    /** The largest width × height of one picture. */
    public long maxPixels() {
        return maxPixels;
    }

    /**
     * Waits until the picture fits beside those that are decoded now.
     *
     * @return the share of the budget that was taken, to be given to {@link #release}
     * @throws EngineException {@code IMAGE_TOO_LARGE}, or {@code CANCELLED} for a thread that is interrupted
     */
    public int acquire(Header header) {
        int share = Math.min(check(header), SHARED);
        try {
            free.acquire(share);
        } catch (InterruptedException e) {
            throw Interrupts.caught("the wait for memory", e);
        }
        return share;
    }

    /** Gives a share back. */
    public void release(int share) {
        free.release(share);
    }

    /** Checks a picture by its header, and gives its number of pixels. */
    int check(Header header) {
        // Both sides are below 2^32, so their product fits.
        long pixels = Math.multiplyHigh(header.width(), header.height()) == 0
                ? header.width() * header.height()
                : Long.MAX_VALUE;
        if (pixels < 0 || pixels > maxPixels) {
            throw PictureException.tooLarge(
                    "the " + header.format() + " has " + header.width() + " × " + header.height()
                            + " pixels, more than " + maxPixels + ".",
                    "Make it smaller, or raise the setting max_pixels.");
        }
        if (Math.max(header.width(), header.height()) > MAX_SIDE) {
            throw PictureException.tooLarge(
                    "the " + header.format() + " is " + Math.max(header.width(), header.height())
                            + " pixels long, more than " + MAX_SIDE + ".",
                    "Make it smaller.");
        }
        if (header instanceof JpegHeader jpeg
                && (jpeg.scans() > MAX_SCANS || jpeg.scans() * pixels > MAX_SCANNED_PIXELS)) {
            throw PictureException.tooLarge(
                    "the JPEG has " + jpeg.scans() + " scans of " + pixels + " pixels, which would take too long.",
                    "Save it anew, not progressive.");
        }
        return (int) pixels;
    }
}
