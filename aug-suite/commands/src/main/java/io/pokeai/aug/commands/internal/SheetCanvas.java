package io.pokeai.aug.commands.internal;

import io.pokeai.engine.api.Image;
import java.util.Arrays;

/** A white picture that grows by pasting and writing. */
final class SheetCanvas {
    private static final byte WHITE = (byte) 255;
    private static final byte INK = 40;
    private static final byte LINE = (byte) 205;

    private final int width;
    private final int height;
    private final byte[] rgb;

    SheetCanvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.rgb = new byte[width * height * Image.CHANNELS];
        Arrays.fill(rgb, WHITE);
    }

    /** A picture with its upper left corner at (x, y), all of it inside. */
    void paste(Image picture, int x, int y) {
        byte[] samples = picture.rgb();
        int stride = picture.width() * Image.CHANNELS;
        for (int row = 0; row < picture.height(); row++) {
            System.arraycopy(samples, row * stride, rgb, index(x, y + row), stride);
        }
    }

    /** Letters with their upper left corner at (x, y), {@code scale} pixels to a dot; what lies outside is cut off. */
    void text(String text, int x, int y, int scale) {
        for (int i = 0; i < text.length(); i++) {
            for (int column = 0; column < PixelFont.COLUMNS; column++) {
                for (int row = 0; row < PixelFont.ROWS; row++) {
                    if (PixelFont.dot(text.charAt(i), column, row)) {
                        dot(x + (i * (PixelFont.COLUMNS + 1) + column) * scale, y + row * scale, scale);
                    }
                }
            }
        }
    }

    private void dot(int x, int y, int scale) {
        for (int row = y; row < Math.min(height, y + scale); row++) {
            for (int column = x; column < Math.min(width, x + scale); column++) {
                Arrays.fill(rgb, index(column, row), index(column, row) + Image.CHANNELS, INK);
            }
        }
    }

    /** A thin line around a place, all of it inside the canvas. */
    void frame(int x, int y, int wide, int high) {
        fill(x, y, wide, 1, LINE);
        fill(x, y + high - 1, wide, 1, LINE);
        fill(x, y, 1, high, LINE);
        fill(x + wide - 1, y, 1, high, LINE);
    }

    /** An inked place, all of it inside the canvas. */
    void bar(int x, int y, int wide, int high) {
        fill(x, y, wide, high, INK);
    }

    private void fill(int x, int y, int wide, int high, byte grey) {
        for (int row = y; row < y + high; row++) {
            Arrays.fill(rgb, index(x, row), index(x + wide, row), grey);
        }
    }

    private int index(int x, int y) {
        return (y * width + x) * Image.CHANNELS;
    }

    Image image() {
        return new Image(width, height, rgb);
    }
}
