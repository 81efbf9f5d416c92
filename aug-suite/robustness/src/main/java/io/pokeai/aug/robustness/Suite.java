package io.pokeai.aug.robustness;

import io.pokeai.engine.api.augmentation.AugmentationInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A set of corruptions whose figures are published together, by the ids of its augmentations.
 *
 * <p><b>Source</b> the ids of the project's corruptions; of ImageNet-C the first fifteen are the benchmark, the last four are for
 * tuning.
 */
public enum Suite {
    /** Nineteen of Hendrycks and Dietterich, fifteen of which count in means. */
    IMAGENET_C(1, 19, 15),
    /** Ten of Mintun, Kirillov and Xie. */
    C_BAR(31, 40, 40),
    /** Ten of cameras and edge devices. */
    EDGE(51, 60, 60),
    /** The five test-time augmentations of PokeAI. */
    POKEAI(71, 75, 75);

    private final long first;
    private final long last;
    private final long lastInMeans;

    Suite(long first, long last, long lastInMeans) {
        this.first = first;
        this.last = last;
        this.lastInMeans = lastInMeans;
    }

    /** As people write it: {@code imagenet-c}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The suite of an augmentation; empty for those of others. */
    public static Optional<Suite> of(long augmentation) {
        return Arrays.stream(values())
                .filter(suite -> suite.first <= augmentation && augmentation <= suite.last)
                .findFirst();
    }

    /** Those that belong to it, in their order. */
    public List<AugmentationInfo> select(List<AugmentationInfo> all) {
        return all.stream()
                .filter(info -> first <= info.id() && info.id() <= last)
                .toList();
    }

    /** How many corruptions a mean over the whole suite has. */
    public int inMeans() {
        return (int) (lastInMeans - first + 1);
    }

    /** Whether an augmentation counts in means. */
    public boolean countsInMeans(long augmentation) {
        return first <= augmentation && augmentation <= lastInMeans;
    }
}
