package io.pokeai.engine.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size that a picture is brought to before its centre is cropped.
 *
 * <p>Text forms: {@code 255} (short side), {@code 224x320} (height × width, whatever the shape of the picture),
 * {@code cover224x320}, {@code none}.
 *
 * @param mode what becomes of the shape of the picture
 * @param height in pixels, 1…{@value InputSpec#MAX_SIDE}; 0 for {@link Mode#NONE}
 * @param width in pixels; equal to {@code height} for {@link Mode#SHORT_SIDE}, 0 for {@link Mode#NONE}
 */
public record Resize(Mode mode, int height, int width) {
    /** The picture keeps its size. */
    public static final Resize NONE = new Resize(Mode.NONE, 0, 0);

    private static final Pattern TEXT = Pattern.compile("(cover)?(\\d{1,4})(?:x(\\d{1,4}))?");

    /** What becomes of the shape of a picture. */
    public enum Mode {
        /** No resize. */
        NONE,
        /** The short side gets the length, the long one {@code int(length × long / short)}: torchvision, Hugging Face. */
        SHORT_SIDE,
        /** Both sides get their lengths, whatever the shape: Hugging Face's {@code height} and {@code width}, timm's squash. */
        EXACT,
        /**
         * The shape is kept, and the smallest size is taken that covers both lengths; sides are rounded half to even: timm's
         * {@code ResizeKeepRatio} for inputs that are not square.
         */
        COVER
    }

    public Resize {
        if (mode == Mode.NONE ? height != 0 || width != 0 : !isSide(height) || !isSide(width)) {
            throw EngineException.invalidArgument(
                    "A resize cannot have " + height + " × " + width + " pixels.",
                    "Sides are between 1 and " + InputSpec.MAX_SIDE + " pixels.");
        }
        if (mode == Mode.SHORT_SIDE && height != width) {
            throw EngineException.invalidArgument("A short side has two lengths.", "Give one.");
        }
    }

    /** The short side gets this length. */
    public static Resize shortSide(int pixels) {
        return new Resize(Mode.SHORT_SIDE, pixels, pixels);
    }

    /** Both sides get these lengths. */
    public static Resize exact(int height, int width) {
        return new Resize(Mode.EXACT, height, width);
    }

    /** The smallest size of the same shape that covers both. */
    public static Resize cover(int height, int width) {
        return new Resize(Mode.COVER, height, width);
    }

    /**
     * Reads a text form.
     *
     * @throws EngineException {@code INVALID_ARGUMENT}
     */
    static Resize parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || (matcher.group(1) != null && matcher.group(3) == null)) {
            throw EngineException.invalidArgument(
                    "'" + text + "' is not a resize.", "Use 255 (short side), 224x320 (height x width) or none.");
        }
        int first = Integer.parseInt(matcher.group(2));
        if (matcher.group(3) == null) {
            return shortSide(first);
        }
        int second = Integer.parseInt(matcher.group(3));
        return matcher.group(1) == null ? exact(first, second) : cover(first, second);
    }

    private static boolean isSide(int pixels) {
        return pixels >= 1 && pixels <= InputSpec.MAX_SIDE;
    }

    @Override
    public String toString() {
        return switch (mode) {
            case NONE -> "none";
            case SHORT_SIDE -> String.valueOf(height);
            case EXACT -> height + "x" + width;
            case COVER -> "cover" + height + "x" + width;
        };
    }
}
