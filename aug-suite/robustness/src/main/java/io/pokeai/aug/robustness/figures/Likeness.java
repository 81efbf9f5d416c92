package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.robustness.PlannedCorruption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What training augmentations and corruptions have in common. Each kind has the corruptions that do to a picture what the
 * augmentations do, if with other strengths; mere distant relations are left out (docs/adr/0037-figures-of-a-robustness-run.md).
 *
 * <p>A corruption that was itself an augmentation of the training marks its kinds, and so all of their corruptions.
 *
 * <p><b>Source</b> of the idea: Mintun, Kirillov, Xie, <i>On interaction between augmentations and corruptions in natural corruption
 * robustness</i>, NeurIPS 2021 (arXiv 2102.11273). What the policies of torchvision do: torchvision 0.20,
 * transforms/autoaugment.py.
 */
enum Likeness {
    NOISE(
            "noise gaussian_noise shot_noise impulse_noise speckle_noise white_noise all_combined blue_noise_sample edge_low_light",
            "gauss_noise iso_noise additive_noise random_noise salt_and_pepper poisson_noise"),
    BLUR(
            "blur defocus_blur glass_blur motion_blur zoom_blur gaussian_blur",
            "median_blur box_blur random_blur defocus"),
    WEATHER("weather snow frost fog spatter edge_lens_dirt", "random_fog random_snow random_rain rain"),
    BRIGHTNESS(
            "brightness lighting_shadow all_combined edge_exposure",
            "color_jitter hsv_v random_brightness random_brightness_contrast randaugment autoaugment augmix trivialaugment"),
    CONTRAST(
            "contrast lighting_shadow all_combined",
            "color_jitter random_contrast random_brightness_contrast autocontrast equalize clahe randaugment autoaugment augmix"
                    + " trivialaugment"),
    COLOUR(
            "saturate edge_colour_temp",
            "color_jitter hsv_h hsv_s hue_saturation_value rgb_shift saturation hue color randaugment autoaugment augmix"
                    + " trivialaugment"),
    TONES("edge_banding", "posterize randaugment autoaugment augmix trivialaugment"),
    COMPRESSION("jpeg_compression edge_jpeg_chain edge_video_blocks", "jpeg image_compression random_jpeg"),
    RESOLUTION("pixelate edge_downscale_chain", "downscale random_resolution"),
    PATCHES(
            "occlusions all_combined checkerboard_cutout",
            "erasing random_erasing cutout coarse_dropout grid_mask grid_dropout cutmix"),
    CROP("cropping all_combined", "random_resized_crop random_crop scale random_scale zoom"),
    SHAPE(
            "edge_pose edge_rolling_shutter",
            "rotation random_rotation rotate degrees shear perspective random_perspective affine random_affine randaugment"
                    + " autoaugment augmix trivialaugment"),
    WARP("elastic_transform", "elastic grid_distortion"),
    OTHER(
            "",
            "flip horizontal_flip vertical_flip random_horizontal_flip random_vertical_flip fliplr flipud resize center_crop"
                    + " normalize to_tensor mixup label_smoothing translate identity none");

    /** Plain names, with a blank before and after each. */
    private final String corruptions;

    private final String augmentations;

    Likeness(String corruptions, String augmentations) {
        this.corruptions = names(corruptions);
        this.augmentations = names(augmentations);
    }

    private static String names(String text) {
        return Arrays.stream(text.split(" ", -1)).map(Likeness::plain).collect(Collectors.joining(" ", " ", " "));
    }

    private boolean hasCorruption(String plain) {
        return corruptions.contains(" " + plain + " ");
    }

    private boolean has(String plain) {
        return hasCorruption(plain) || augmentations.contains(" " + plain + " ");
    }

    /** {@code ColorJitter}, {@code color_jitter} and {@code Color Jitter} are one name. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Which corruptions of a plan resemble the training. */
    static Contamination contamination(Optional<TrainingRecord> record, List<PlannedCorruption> corruptions) {
        if (record.isEmpty()) {
            return Contamination.NOT_KNOWN;
        }
        SortedMap<String, List<String>> marked = new TreeMap<>();
        List<String> unknown = new ArrayList<>(record.get().augmentations());
        for (String augmentation : record.get().augmentations()) {
            if (!of(augmentation).isEmpty()) {
                unknown.remove(augmentation);
            }
            for (PlannedCorruption corruption : corruptions) {
                if (corruption.augmentation().isPresent() && resembles(augmentation, corruption)) {
                    unknown.remove(augmentation);
                    marked.computeIfAbsent(corruption.name(), name -> new ArrayList<>())
                            .add(augmentation);
                }
            }
        }
        return new Contamination(record, marked, unknown);
    }

    private static Set<Likeness> of(String augmentation) {
        String name = plain(augmentation);
        Set<Likeness> kinds = EnumSet.noneOf(Likeness.class);
        for (Likeness kind : values()) {
            if (kind.has(name)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private static boolean resembles(String augmentation, PlannedCorruption corruption) {
        String name = plain(corruption.name());
        String family =
                corruption.augmentation().map(known -> known.info().family()).orElse("");
        return plain(augmentation).equals(name)
                || plain(augmentation).equals(plain(family))
                || of(augmentation).stream().anyMatch(kind -> kind.hasCorruption(name));
    }
}
