package io.pokeai.demo.internal;

/** A colour, each channel 0…1. */
record Colour(float red, float green, float blue) {
    static final Colour WHITE = new Colour(1f, 1f, 1f);
    static final Colour INK = new Colour(0.13f, 0.10f, 0.18f);

    /**
     * @param hue in turns: 0 is red, 1/3 green, 2/3 blue
     * @param saturation 0…1
     * @param value 0…1
     */
    static Colour hsv(double hue, double saturation, double value) {
        return new Colour(
                channel(hue + 1.0, saturation, value),
                channel(hue + 2.0 / 3.0, saturation, value),
                channel(hue + 1.0 / 3.0, saturation, value));
    }

    // Source: Alvy Ray Smith, "Color gamut transform pairs", SIGGRAPH 1978, in its piecewise linear form.
    private static float channel(double phase, double saturation, double value) {
        double sector = Math.abs((phase - Math.floor(phase)) * 6.0 - 3.0) - 1.0;
        double pure = Math.max(0.0, Math.min(1.0, sector));
        return (float) (value * (1.0 - saturation + saturation * pure));
    }

    /** This colour with {@code share} (0…1) of another. */
    Colour mix(Colour other, double share) {
        float s = (float) share;
        return new Colour(
                red + (other.red - red) * s, green + (other.green - green) * s, blue + (other.blue - blue) * s);
    }

    Colour lighter(double share) {
        return mix(WHITE, share);
    }

    Colour darker(double share) {
        return mix(INK, share);
    }
}
