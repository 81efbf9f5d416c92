package io.pokeai.engine.runtime.internal.companion;

import static io.pokeai.engine.api.Interpolation.BICUBIC;
import static io.pokeai.engine.api.Interpolation.BILINEAR;
import static io.pokeai.engine.api.Interpolation.NEAREST;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interpolation;
import io.pokeai.engine.api.Rgb;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Hugging Face's image processors of classifiers, with what each takes for a key that is missing.
 *
 * <p><b>Source</b> {@code __init__} of {@code transformers/models/<family>/image_processing_<family>.py} (those that compute with
 * Pillow), transformers 4.30 to 4.57, and {@code IMAGE_PROCESSOR_MAPPING_NAMES} of {@code models/auto/image_processing_auto.py}.
 */
@SuppressWarnings("ImmutableEnumChecker") // Set.of and Rgb are immutable
enum ProcessorKind {
    VIT(
            false,
            224,
            false,
            224,
            BILINEAR,
            Statistics.HALF,
            "vit",
            "swin",
            "swinv2",
            "vitmsn",
            "vitmae",
            "dinat",
            "nat",
            "swiftformer"),
    DEIT(false, 256, true, 224, BICUBIC, Statistics.HALF, "deit"),
    BEIT(false, 256, true, 224, BICUBIC, Statistics.HALF, "beit", "data2vecvision"),
    CLIP(
            true,
            224,
            true,
            224,
            BICUBIC,
            Statistics.CLIP,
            "clip",
            "bit",
            "dinov2",
            "dinov2withregisters",
            "focalnet",
            "chineseclip"),
    CONVNEXT(
            true, 384, false, 0, BILINEAR, Statistics.HALF, "convnext", "convnextv2", "cvt", "regnet", "resnet", "van"),
    EFFICIENTNET(false, 346, false, 289, NEAREST, Statistics.HALF, "efficientnet", "align"),
    EFFICIENTFORMER(false, 224, true, 224, BICUBIC, Statistics.IMAGENET, "efficientformer"),
    LEVIT(true, 224, true, 224, BICUBIC, Statistics.IMAGENET, "levit"),
    MOBILENET(true, 256, true, 224, BILINEAR, Statistics.HALF, "mobilenetv1", "mobilenetv2"),
    MOBILEVIT(true, 224, true, 256, BILINEAR, Statistics.NONE, "mobilevit", "mobilevitv2"),
    POOLFORMER(true, 224, true, 224, BICUBIC, Statistics.IMAGENET, "poolformer"),
    PVT(false, 224, false, 224, BILINEAR, Statistics.IMAGENET, "pvt", "pvtv2"),
    SEGFORMER(false, 512, false, 512, BILINEAR, Statistics.IMAGENET, "segformer"),
    SIGLIP(false, 224, false, 224, BICUBIC, Statistics.HALF, "siglip");

    /** These see something else than the resized centre of a picture. */
    private static final Set<String> OTHERS = Set.of(
            "imagegpt",
            "perceiver",
            "layoutlmv2",
            "layoutlmv3",
            "donut",
            "nougat",
            "pix2struct",
            "videomae",
            "vivit",
            "vilt",
            "flava",
            "fuyu",
            "idefics",
            "sam",
            "detr",
            "yolos",
            "owlvit",
            "owlv2",
            "maskformer",
            "mask2former",
            "oneformer",
            "dpt",
            "glpn",
            "superpoint",
            "tvlt",
            "tvp",
            "llavanext",
            "qwen2vl",
            "siglip2");

    /** Whether a size of one number, or a missing size, is the length of the short side; else of both sides. */
    final boolean shortSide;

    final int size;
    final boolean crops;
    final int cropSize;
    final Interpolation interpolation;
    final Statistics statistics;
    private final Set<String> names;

    ProcessorKind(
            boolean shortSide,
            int size,
            boolean crops,
            int cropSize,
            Interpolation interpolation,
            Statistics statistics,
            String... names) {
        this.shortSide = shortSide;
        this.size = size;
        this.crops = crops;
        this.cropSize = cropSize;
        this.interpolation = interpolation;
        this.statistics = statistics;
        this.names = Set.of(names);
    }

    /** Mean and standard deviation, as transformers/image_utils.py has them. */
    enum Statistics {
        HALF(new Rgb(0.5f, 0.5f, 0.5f), new Rgb(0.5f, 0.5f, 0.5f)),
        IMAGENET(InputSpec.IMAGENET_MEAN, InputSpec.IMAGENET_STD),
        CLIP(
                new Rgb((float) 0.48145466, (float) 0.4578275, (float) 0.40821073),
                new Rgb((float) 0.26862954, (float) 0.26130258, (float) 0.27577711)),
        NONE(new Rgb(0f, 0f, 0f), new Rgb(1f, 1f, 1f));

        final Rgb mean;
        final Rgb std;

        Statistics(Rgb mean, Rgb std) {
            this.mean = mean;
            this.std = std;
        }
    }

    /** By the name of a family in whatever spelling: {@code mobilenet_v2}, {@code MobileNetV2}. */
    static Optional<ProcessorKind> of(String family) {
        String key = key(family);
        for (ProcessorKind kind : values()) {
            if (kind.names.contains(key)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Whether processors of a family are known to do something else. */
    static boolean isOther(String family) {
        return OTHERS.contains(key(family));
    }

    private static String key(String family) {
        return family.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
