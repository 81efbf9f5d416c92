package io.pokeai.engine.network;

/** Channels of networks that come in several widths. <b>Source</b> torchvision, {@code models/_utils.py}. */
final class Widths {
    /** Usual width multipliers. */
    static final double[] MULTIPLIERS = {1.0, 0.25, 0.35, 0.5, 0.75, 1.3, 1.4};

    private static final int DIVISOR = 8;
    private static final double LEAST_PART = 0.9;

    private Widths() {}

    /** {@code _make_divisible(v, 8)}: rounded to eights, and not down by more than a tenth. */
    static int divisible(double channels) {
        int rounded = Math.max(DIVISOR, (int) (channels + DIVISOR / 2.0) / DIVISOR * DIVISOR);
        return rounded < LEAST_PART * channels ? rounded + DIVISOR : rounded;
    }

    /** Behind the name of a network that has another width than usual. */
    static String suffix(double multiplier) {
        return multiplier == 1.0 ? "" : "_x" + multiplier;
    }
}
