package io.pokeai.aug.corruptions.internal.weather;

/** A texture as large as pictures need it; the last size is kept. */
final class FrostPane {
    // A pane is always larger than the picture, so that the part that is used can be drawn at random.
    private static final double EXCESS = 1.1;

    private final Texture texture;
    private volatile Texture last = new Texture(0, 0, new byte[0]);

    FrostPane(Texture texture) {
        this.texture = texture;
    }

    /** The texture, scaled so that it exceeds the size given. */
    Texture covering(int width, int height) {
        double factor = 1;
        boolean low = texture.height() < height;
        boolean narrow = texture.width() < width;
        if (low && narrow) {
            factor = Math.max(height / (double) texture.height(), width / (double) texture.width());
        } else if (low) {
            factor = height / (double) texture.height();
        } else if (narrow) {
            factor = width / (double) texture.width();
        }
        factor *= EXCESS;
        int columns = (int) Math.ceil(texture.width() * factor);
        int rows = (int) Math.ceil(texture.height() * factor);
        Texture known = last;
        if (known.width() != columns || known.height() != rows) {
            known = Bicubic.resize(texture, columns, rows);
            last = known;
        }
        return known;
    }
}
