package io.pokeai.aug.robustness.figures;

import java.util.List;

/**
 * What is known of how a model was trained.
 *
 * @param source the files that say so, below the artifacts folder, with {@code /}
 * @param augmentations names of the changes that training pictures went through, each once, sorted; empty: it was recorded that
 *     there were none
 */
public record TrainingRecord(List<String> source, List<String> augmentations) {
    /** The lists are copied; the augmentations sorted. */
    public TrainingRecord {
        source = List.copyOf(source);
        augmentations = augmentations.stream().distinct().sorted().toList();
    }
}
