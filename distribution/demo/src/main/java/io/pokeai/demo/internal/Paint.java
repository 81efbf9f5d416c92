package io.pokeai.demo.internal;

/**
 * What a shape is filled with: one colour at {@code v = -1} of the drawing, another at {@code v = 1}.
 *
 * @param opacity 0…1
 */
record Paint(Colour top, Colour bottom, double opacity) {
    static Paint flat(Colour colour) {
        return new Paint(colour, colour, 1);
    }

    /** Lit from above. */
    static Paint lit(Colour colour) {
        return new Paint(colour.lighter(0.22), colour.darker(0.28), 1);
    }

    static Paint glass(Colour colour, double opacity) {
        return new Paint(colour, colour, opacity);
    }
}
