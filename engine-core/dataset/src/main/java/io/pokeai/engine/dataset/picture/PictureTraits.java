package io.pokeai.engine.dataset.picture;

/**
 * What a picture looks like, in numbers.
 *
 * @param width in pixels
 * @param height in pixels
 * @param visible of what a person sees on a white page: the first 128 bits of a SHA-256 over width, height and pixels, 32
 *     hexadecimal digits; equal for pictures that look the same to the last bit, however they are stored
 * @param modelHash of the colours that a model sees, also those under transparent pixels
 * @param visibleHash of what a person sees on a white page
 * @param look how light, how rich and how sharp it is
 */
public record PictureTraits(
        int width, int height, String visible, PerceptualHash modelHash, PerceptualHash visibleHash, Look look) {
    private static final int FIELDS = 10;

    /** One line without blanks at its ends; {@link #parse} reads it. */
    public String text() {
        return String.join(
                " ",
                String.valueOf(width),
                String.valueOf(height),
                visible,
                modelHash.hex(),
                visibleHash.hex(),
                look.text());
    }

    /**
     * From {@link #text}.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static PictureTraits parse(String text) {
        String[] fields = text.split(" ", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(fields.length + " fields instead of " + FIELDS);
        }
        return new PictureTraits(
                Integer.parseInt(fields[0]),
                Integer.parseInt(fields[1]),
                fields[2],
                PerceptualHash.parse(fields[3]),
                PerceptualHash.parse(fields[4]),
                Look.parse(fields, 5));
    }
}
