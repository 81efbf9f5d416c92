package io.pokeai.aug.robustness.plan;

import io.pokeai.aug.robustness.PlannedSequence;
import io.pokeai.aug.robustness.SequenceSuite;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.spi.Perturbation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which sequences at which levels a call or a plan names, and what it names beside sequences.
 *
 * @param sequences that are named
 * @param suite as {@code --suite}; null when it was that of the sequences
 * @param names as {@code --with}, without those of sequences
 */
record SequenceChoice(
        List<PlannedSequence> sequences, @Nullable String suite, List<String> names) {
    /**
     * Reads the options.
     *
     * @param suite as {@code --suite}
     * @param names as {@code --with}
     * @param wanted as {@code --severities}; empty for all
     * @throws EngineException {@code INVALID_ARGUMENT} that says which part is wrong, and what is allowed
     */
    static SequenceChoice of(Perturbations known, @Nullable String suite, List<String> names, Set<Integer> wanted) {
        List<PlannedSequence> sequences = new ArrayList<>();
        boolean whole = SequenceSuite.ID.equals(suite);
        if (whole) {
            List<Perturbation> members = SequenceSuite.select(known.list());
            if (members.isEmpty()) {
                throw EngineException.invalidArgument(
                        "No sequence of '" + suite + "' is installed.",
                        "Install a bundle with sequences, such as aug-corruptions.");
            }
            members.forEach(member -> sequences.add(whole(member, wanted)));
        }
        List<String> others = new ArrayList<>();
        for (String name : names) {
            Optional<PlannedSequence> single = single(known, name.strip(), wanted);
            single.ifPresentOrElse(sequences::add, () -> others.add(name));
        }
        return new SequenceChoice(sequences, whole ? null : suite, others);
    }

    /** Whether nothing but sequences is named. */
    boolean isAll() {
        return !sequences.isEmpty() && suite == null && names.isEmpty();
    }

    /** Empty for a name that no sequence has. */
    private static Optional<PlannedSequence> single(Perturbations known, String text, Set<Integer> wanted) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        // What looks like a sequence and is none is said with the names of sequences, not of corruptions.
        if (!name.endsWith("_sequence")
                && known.list().stream().noneMatch(one -> one.info().name().equals(name))) {
            return Optional.empty();
        }
        Perturbation found = known.find(name);
        return Optional.of(
                colon < 0
                        ? whole(found, wanted)
                        : new PlannedSequence(found, List.of(level(text, text.substring(colon + 1)))));
    }

    private static int level(String text, String level) {
        if (!level.matches("[0-9]{1,4}")) {
            throw EngineException.invalidArgument(
                    "'" + text + "' names no level of a sequence.", "Write NAME:LEVEL, such as shot_noise_sequence:2.");
        }
        return Integer.parseInt(level);
    }

    /** At those of the levels that are wanted which it has; one that has only one is run at it. */
    private static PlannedSequence whole(Perturbation perturbation, Set<Integer> wanted) {
        int known = perturbation.info().severities();
        List<Integer> levels = IntStream.rangeClosed(1, known)
                .filter(level -> known == 1 || wanted.isEmpty() || wanted.contains(level))
                .boxed()
                .toList();
        if (levels.isEmpty()) {
            throw EngineException.invalidArgument(
                    "'" + perturbation.info().name() + "' has none of the levels that '--severities' names.",
                    "Its levels are 1 to " + known + ".");
        }
        return new PlannedSequence(perturbation, levels);
    }
}
