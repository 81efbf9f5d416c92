package io.pokeai.aug.commands.internal.candidates;

import io.pokeai.aug.robustness.gate.GateTerms;
import java.util.List;
import java.util.Optional;

/**
 * What the models are asked about, beside clean pictures, and what the gate tolerates.
 *
 * @param corruptions single ones, as {@code robustness --with} takes them
 * @param suite a whole suite instead
 * @param severities as {@code robustness --severities} takes them
 * @param terms of the gate
 */
public record TrialChoice(
        List<String> corruptions, Optional<String> suite, Optional<String> severities, GateTerms terms) {
    /** One of each family of ImageNet-C at the middle severity, and two of the digital ones: minutes instead of hours. */
    private static final List<String> PART =
            List.of("gaussian_noise:3", "defocus_blur:3", "fog:3", "contrast:3", "jpeg_compression:3");

    /** Five corruptions at severity 3, the gate's own terms. */
    public static final TrialChoice DEFAULT =
            new TrialChoice(PART, Optional.empty(), Optional.empty(), GateTerms.DEFAULT);

    public TrialChoice {
        corruptions = corruptions.isEmpty() && suite.isEmpty() ? PART : List.copyOf(corruptions);
    }
}
