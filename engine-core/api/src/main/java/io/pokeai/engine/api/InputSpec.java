package io.pokeai.engine.api;

import java.util.Objects;

/**
 * What a model was trained to see, as data: how the file is decoded, resized, cropped and normalised.
 *
 * <p>The value of a sample becomes {@code (sample / scale - mean) / std}, every step rounded to float32.
 *
 * <p>Text forms, all read by {@link #parse}: {@code tv<resize>_<crop>} (torchvision with ImageNet's mean and standard
 * deviation: {@code tv255_224}, {@code tv256_224}), {@code yolo<size>} (Ultralytics classification: {@code yolo224}), and
 * for anything else {@code pillow:resize=255,crop=224,scale=255.0,mean=0.5/0.5/0.5,std=0.5/0.5/0.5}, with
 * {@code interpolation=}, {@code rounding=} and {@code channels=} where they are not torchvision's:
 * {@code pillow:resize=224x320,interpolation=bicubic,crop=224x320,rounding=floor,scale=255.0,mean=…,std=…,channels=bgr}. Sizes
 * are height × width.
 *
 * @param decoder which library's decoding
 * @param resize the size before the crop
 * @param interpolation how the resize computes pixels
 * @param crop what the model sees; when it is larger than the resized picture, the rim is black
 * @param scale divisor of the 8-bit samples, above 0; 255 brings them to 0…1
 * @param mean subtracted, per colour
 * @param std divisor, per colour, not 0
 * @param channels which colour comes first in a tensor
 */
public record InputSpec(
        Decoder decoder,
        Resize resize,
        Interpolation interpolation,
        Crop crop,
        float scale,
        Rgb mean,
        Rgb std,
        ChannelOrder channels) {
    /** The largest side that a model may ask for. */
    public static final int MAX_SIDE = 4096;

    /** ImageNet's per-channel mean, as in torchvision's reference transforms. */
    public static final Rgb IMAGENET_MEAN = new Rgb(0.485f, 0.456f, 0.406f);

    /** ImageNet's per-channel standard deviation, as in torchvision's reference transforms. */
    public static final Rgb IMAGENET_STD = new Rgb(0.229f, 0.224f, 0.225f);

    static final Rgb ZERO = new Rgb(0f, 0f, 0f);
    static final Rgb ONE = new Rgb(1f, 1f, 1f);
    static final float BYTE_RANGE = 255f;

    public InputSpec {
        Objects.requireNonNull(decoder);
        Objects.requireNonNull(resize);
        Objects.requireNonNull(interpolation);
        Objects.requireNonNull(crop);
        Objects.requireNonNull(channels);
        require(Float.isFinite(scale) && scale > 0f, "scale " + scale, "The scale is a number above 0.");
        require(mean.isFinite(), "mean " + mean, "The mean has three finite numbers.");
        require(
                std.isFinite() && std.red() != 0f && std.green() != 0f && std.blue() != 0f,
                "std " + std,
                "The standard deviation has three finite numbers, none of them 0.");
    }

    /** With torchvision's bilinear resize of the short side and its square crop. */
    public InputSpec(Decoder decoder, int resize, int crop, float scale, Rgb mean, Rgb std) {
        this(
                decoder,
                Resize.shortSide(resize),
                Interpolation.BILINEAR,
                Crop.square(crop),
                scale,
                mean,
                std,
                ChannelOrder.RGB);
    }

    /** torchvision's transforms with Pillow and ImageNet statistics. */
    public static InputSpec torchvision(int resize, int crop) {
        return new InputSpec(Decoder.PILLOW, resize, crop, BYTE_RANGE, IMAGENET_MEAN, IMAGENET_STD);
    }

    /** Ultralytics' transforms for classification: OpenCV's decoder, resize and crop to the same size, no mean. */
    public static InputSpec yolo(int size) {
        return new InputSpec(Decoder.OPENCV, size, size, BYTE_RANGE, ZERO, ONE);
    }

    /** Pillow's decoding of a picture that has the size already; samples are scaled to 0…1. */
    public static InputSpec unchanged(Crop size) {
        return new InputSpec(
                Decoder.PILLOW, Resize.NONE, Interpolation.NEAREST, size, BYTE_RANGE, ZERO, ONE, ChannelOrder.RGB);
    }

    /** Height of what the model sees, in pixels. */
    public int height() {
        return crop.height();
    }

    /** Width of what the model sees, in pixels. */
    public int width() {
        return crop.width();
    }

    /** Whether pixels have the size that the model sees. */
    public boolean isSizeOf(Pixels pixels) {
        return pixels.width() == crop.width() && pixels.height() == crop.height();
    }

    /**
     * Reads any of the text forms.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for anything else
     */
    public static InputSpec parse(String text) {
        return InputSpecText.parse(text);
    }

    /** The shortest text form that {@link #parse} reads back as this spec. */
    public String id() {
        return InputSpecText.of(this);
    }

    @Override
    public String toString() {
        return id();
    }

    private static void require(boolean valid, String found, String allowed) {
        if (!valid) {
            throw EngineException.invalidArgument("An input spec cannot have " + found + ".", allowed);
        }
    }
}
