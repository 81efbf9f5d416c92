package io.pokeai.engine.api;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model was trained to see, as data: how the file is decoded, resized, cropped and normalised.
 *
 * <p>The value of a sample becomes {@code (sample / scale - mean) / std}, every step rounded to float32.
 *
 * <p>Text forms, all read by {@link #parse}: {@code tv<resize>_<crop>} (torchvision with ImageNet's mean and standard
 * deviation: {@code tv255_224}, {@code tv256_224}), {@code yolo<size>} (Ultralytics classification: {@code yolo224}), and
 * for anything else {@code pillow:resize=255,crop=224,scale=255.0,mean=0.5/0.5/0.5,std=0.5/0.5/0.5}.
 *
 * @param decoder whose decoding
 * @param resize length of the short side after the resize, in pixels, 1…{@value #MAX_SIDE}
 * @param crop width and height of the centre crop, in pixels, 1…{@value #MAX_SIDE}; when it is larger than the resized
 *     picture, the rim is black
 * @param scale divisor of the 8-bit samples, above 0; 255 brings them to 0…1
 * @param mean subtracted, per channel
 * @param std divisor, per channel, not 0
 */
public record InputSpec(Decoder decoder, int resize, int crop, float scale, Rgb mean, Rgb std) {
    /** The largest side that a model may ask for. */
    public static final int MAX_SIDE = 4096;

    /** ImageNet's per-channel mean, as in torchvision's reference transforms. */
    public static final Rgb IMAGENET_MEAN = new Rgb(0.485f, 0.456f, 0.406f);

    /** ImageNet's per-channel standard deviation, as in torchvision's reference transforms. */
    public static final Rgb IMAGENET_STD = new Rgb(0.229f, 0.224f, 0.225f);

    private static final Rgb ZERO = new Rgb(0f, 0f, 0f);
    private static final Rgb ONE = new Rgb(1f, 1f, 1f);
    private static final float BYTE_RANGE = 255f;

    private static final Pattern TORCHVISION = Pattern.compile("tv(\\d{1,4})_(\\d{1,4})");
    private static final Pattern YOLO = Pattern.compile("yolo(\\d{1,4})");
    private static final String NUMBER = "([-+0-9.eE]{1,20})";
    private static final String TRIPLE = NUMBER + "/" + NUMBER + "/" + NUMBER;
    private static final Pattern GENERAL = Pattern.compile(
            "(pillow|opencv):resize=(\\d{1,4}),crop=(\\d{1,4}),scale=" + NUMBER + ",mean=" + TRIPLE + ",std=" + TRIPLE);

    public InputSpec {
        Objects.requireNonNull(decoder);
        requireSide("resize", resize);
        requireSide("crop", crop);
        require(Float.isFinite(scale) && scale > 0f, "scale " + scale, "The scale is a number above 0.");
        require(mean.isFinite(), "mean " + mean, "The mean has three finite numbers.");
        require(
                std.isFinite() && std.red() != 0f && std.green() != 0f && std.blue() != 0f,
                "std " + std,
                "The standard deviation has three finite numbers, none of them 0.");
    }

    /** torchvision's transforms with Pillow and ImageNet statistics. */
    public static InputSpec torchvision(int resize, int crop) {
        return new InputSpec(Decoder.PILLOW, resize, crop, BYTE_RANGE, IMAGENET_MEAN, IMAGENET_STD);
    }

    /** Ultralytics' transforms for classification: OpenCV's decoder, resize and crop to the same size, no mean. */
    public static InputSpec yolo(int size) {
        return new InputSpec(Decoder.OPENCV, size, size, BYTE_RANGE, ZERO, ONE);
    }

    /**
     * Reads any of the text forms.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for anything else
     */
    public static InputSpec parse(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        try {
            Matcher torchvision = TORCHVISION.matcher(wanted);
            if (torchvision.matches()) {
                return torchvision(Integer.parseInt(torchvision.group(1)), Integer.parseInt(torchvision.group(2)));
            }
            Matcher yolo = YOLO.matcher(wanted);
            if (yolo.matches()) {
                return yolo(Integer.parseInt(yolo.group(1)));
            }
            Matcher general = GENERAL.matcher(wanted);
            if (general.matches()) {
                return new InputSpec(
                        Decoder.valueOf(general.group(1).toUpperCase(Locale.ROOT)),
                        Integer.parseInt(general.group(2)),
                        Integer.parseInt(general.group(3)),
                        Float.parseFloat(general.group(4)),
                        rgb(general, 5),
                        rgb(general, 8));
            }
        } catch (NumberFormatException e) {
            throw unreadable(text);
        }
        throw unreadable(text);
    }

    /** The shortest text form that {@link #parse} reads back as this spec. */
    public String id() {
        if (scale == BYTE_RANGE) {
            if (decoder == Decoder.PILLOW && mean.equals(IMAGENET_MEAN) && std.equals(IMAGENET_STD)) {
                return "tv" + resize + "_" + crop;
            }
            if (decoder == Decoder.OPENCV && resize == crop && mean.equals(ZERO) && std.equals(ONE)) {
                return "yolo" + crop;
            }
        }
        return decoder.name().toLowerCase(Locale.ROOT) + ":resize=" + resize + ",crop=" + crop + ",scale=" + scale
                + ",mean=" + mean + ",std=" + std;
    }

    @Override
    public String toString() {
        return id();
    }

    private static Rgb rgb(Matcher matcher, int firstGroup) {
        return new Rgb(
                Float.parseFloat(matcher.group(firstGroup)),
                Float.parseFloat(matcher.group(firstGroup + 1)),
                Float.parseFloat(matcher.group(firstGroup + 2)));
    }

    private static void requireSide(String name, int pixels) {
        require(
                pixels >= 1 && pixels <= MAX_SIDE,
                name + " " + pixels,
                "The " + name + " is between 1 and " + MAX_SIDE + " pixels.");
    }

    private static void require(boolean valid, String found, String allowed) {
        if (!valid) {
            throw EngineException.invalidArgument("An input spec cannot have " + found + ".", allowed);
        }
    }

    private static EngineException unreadable(String text) {
        return EngineException.invalidArgument(
                "'" + text + "' is no input spec.",
                "Known forms: tv255_224, tv256_224, yolo224,"
                        + " pillow:resize=255,crop=224,scale=255.0,mean=0.5/0.5/0.5,std=0.5/0.5/0.5.");
    }
}
