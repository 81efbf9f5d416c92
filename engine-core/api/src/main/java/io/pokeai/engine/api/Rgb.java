package io.pokeai.engine.api;

/** One float per channel. */
public record Rgb(float red, float green, float blue) {
    /** The value of channel 0 (red), 1 (green) or 2 (blue). */
    public float channel(int index) {
        return switch (index) {
            case 0 -> red;
            case 1 -> green;
            case 2 -> blue;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    boolean isFinite() {
        return Float.isFinite(red) && Float.isFinite(green) && Float.isFinite(blue);
    }

    @Override
    public String toString() {
        return red + "/" + green + "/" + blue;
    }
}
