package io.pokeai.engine.dataset.picture;

/**
 * How light, how rich and how sharp a picture is, as a person sees it on a white page.
 *
 * @param light the brightness that 99 % of the pixels do not exceed, from 0 to 1
 * @param dark the brightness that 5 % of the pixels do not exceed, from 0 to 1
 * @param entropy of the 8-bit samples of all three colours, from 0 to 9.6 bits
 * @param sharpness how far its edges and its greys vary, from 0 to 1
 * @param grey whether every pixel has three equal samples
 */
public record Look(double light, double dark, double entropy, double sharpness, boolean grey) {
    String text() {
        return light + " " + dark + " " + entropy + " " + sharpness + " " + grey;
    }

    static Look parse(String[] fields, int at) {
        return new Look(
                Double.parseDouble(fields[at]),
                Double.parseDouble(fields[at + 1]),
                Double.parseDouble(fields[at + 2]),
                Double.parseDouble(fields[at + 3]),
                Boolean.parseBoolean(fields[at + 4]));
    }
}
