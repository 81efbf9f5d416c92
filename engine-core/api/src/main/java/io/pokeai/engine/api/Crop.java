package io.pokeai.engine.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The centre of a picture, which is what a model sees.
 *
 * @param height in pixels, 1…{@value InputSpec#MAX_SIDE}
 * @param width in pixels, 1…{@value InputSpec#MAX_SIDE}
 * @param rounding where the centre is when it falls between pixels
 */
public record Crop(int height, int width, Rounding rounding) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})(?:x(\\d{1,4}))?");

    /** Where the centre is when it falls between pixels, for {@code d} = length − crop. */
    public enum Rounding {
        /**
         * The crop begins at {@code d / 2}, halves to the even number; of a rim the smaller half comes first. <b>Source</b>
         * torchvision's {@code center_crop}: {@code int(round(d / 2.0))}.
         */
        HALF_EVEN,
        /**
         * The crop begins at {@code d / 2}, rounded down; of a rim the larger half comes first. <b>Source</b> Hugging Face's
         * {@code center_crop}, transformers/image_transforms.py: {@code (orig_height - crop_height) // 2} and
         * {@code ceil((new_height - orig_height) / 2)}.
         */
        FLOOR
    }

    public Crop {
        for (int side : new int[] {height, width}) {
            if (side < 1 || side > InputSpec.MAX_SIDE) {
                throw EngineException.invalidArgument(
                        "A crop cannot have " + height + " × " + width + " pixels.",
                        "Sides are between 1 and " + InputSpec.MAX_SIDE + " pixels.");
            }
        }
    }

    /** As torchvision crops a square. */
    public static Crop square(int side) {
        return new Crop(side, side, Rounding.HALF_EVEN);
    }

    /** The same size, placed by another rule. */
    public Crop withRounding(Rounding other) {
        return new Crop(height, width, other);
    }

    /**
     * Reads {@code 224} or {@code 224x320} (height × width).
     *
     * @throws EngineException {@code INVALID_ARGUMENT}
     */
    static Crop parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw EngineException.invalidArgument(
                    "'" + text + "' is not the size of a crop.", "Use 224, or 224x320 (height x width).");
        }
        int first = Integer.parseInt(matcher.group(1));
        return new Crop(
                first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)), Rounding.HALF_EVEN);
    }

    boolean isSquare() {
        return height == width;
    }

    /** Height × width as in a text form, without the rule: {@code 224}, {@code 224x320}. */
    public String size() {
        return isSquare() ? String.valueOf(height) : height + "x" + width;
    }
}
