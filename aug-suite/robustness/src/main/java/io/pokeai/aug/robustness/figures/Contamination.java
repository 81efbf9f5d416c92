package io.pokeai.aug.robustness.figures;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which corruptions of a run resemble what a model was trained with: figures under them say less about corruptions that it has
 * never seen.
 *
 * @param record of the training; empty: not known, which is not the same as none
 * @param marked the corruptions of the run that resemble the training, each with the augmentations that it resembles
 * @param unknown augmentations of the record of which nobody has said what they resemble
 */
public record Contamination(
        Optional<TrainingRecord> record, SortedMap<String, List<String>> marked, List<String> unknown) {
    /** Nothing is known. */
    public static final Contamination NOT_KNOWN = new Contamination(Optional.empty(), new TreeMap<>(), List.of());

    /** Map and list are copied. */
    public Contamination {
        marked = Collections.unmodifiableSortedMap(new TreeMap<>(marked));
        unknown = List.copyOf(unknown);
    }

    /** Whether a corruption resembles the training. */
    public boolean isMarked(String corruption) {
        return marked.containsKey(corruption);
    }

    /** The augmentations that a corruption resembles; none if it is not marked. */
    public List<String> resembled(String corruption) {
        return marked.getOrDefault(corruption, List.of());
    }
}
