package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Image;

/**
 * One operation of RandAugment (Cubuk, Zoph, Shlens, Le 2020) at magnitude 9 of 31, with the pixels of torchvision on Pillow pictures.
 *
 * <p><b>Source</b> torchvision 0.28, {@code transforms/autoaugment.py}: {@code RandAugment}, {@code _apply_op}. Magnitudes are
 * float32, as {@code torch.linspace} makes them.
 *
 * @param backwards whether what has a direction goes the other way
 */
record RandAugment(Kind kind, boolean backwards) {
    /** Operations for each picture. */
    static final int OPERATIONS = 2;

    private static final int MAGNITUDE = 9;
    private static final int STEPS = 30;
    private static final double MOST_SHEAR = 0.3;
    private static final double MOST_MOVE = 150.0 / 331.0;
    private static final double MOST_TURN = 30;
    private static final double MOST_FACTOR = 0.9;
    /** 8 bits less the rounded share of 4. */
    private static final int BITS = 8 - Math.round(MAGNITUDE * 4f / STEPS);

    private static final double THRESHOLD = 255 - 255.0 * MAGNITUDE / STEPS;

    /** The operations, in torchvision's order. */
    enum Kind {
        IDENTITY,
        SHEAR_X,
        SHEAR_Y,
        TRANSLATE_X,
        TRANSLATE_Y,
        ROTATE,
        BRIGHTNESS,
        COLOR,
        CONTRAST,
        SHARPNESS,
        POSTERIZE,
        SOLARIZE,
        AUTO_CONTRAST,
        EQUALIZE
    }

    /** Each operation as likely as the others; each way as likely as the other. */
    static RandAugment drawn(Draws draws) {
        Kind[] kinds = Kind.values();
        Kind kind = kinds[draws.below(kinds.length)];
        return new RandAugment(kind, draws.below(2) == 1);
    }

    Image of(Image image) {
        return switch (kind) {
            case IDENTITY -> image;
            case SHEAR_X -> Affine.shear(image, signed(MOST_SHEAR), 0);
            case SHEAR_Y -> Affine.shear(image, 0, signed(MOST_SHEAR));
            case TRANSLATE_X -> Affine.moved(image, (int) signed(MOST_MOVE * image.width()), 0);
            case TRANSLATE_Y -> Affine.moved(image, 0, (int) signed(MOST_MOVE * image.height()));
            case ROTATE -> Affine.turned(image, signed(MOST_TURN));
            case BRIGHTNESS -> Blend.brightness(image, factor());
            case COLOR -> Blend.saturation(image, factor());
            case CONTRAST -> Blend.contrast(image, factor());
            case SHARPNESS -> Blend.sharpness(image, factor());
            case POSTERIZE -> Tones.posterized(image, BITS);
            case SOLARIZE -> Tones.solarized(image, THRESHOLD);
            case AUTO_CONTRAST -> Tones.stretched(image);
            case EQUALIZE -> Tones.equalized(image);
        };
    }

    private double signed(double most) {
        double magnitude = (float) most / STEPS * MAGNITUDE;
        return backwards ? -magnitude : magnitude;
    }

    private float factor() {
        return (float) (1 + signed(MOST_FACTOR));
    }
}
