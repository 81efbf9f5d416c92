package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.ModelFiles;
import java.util.List;
import java.util.Optional;

/** What callers of a name rely on, whatever answers next: its labels, its input, its folds, and its certificate. */
final class Contract {
    private Contract() {}

    /**
     * @param old what callers rely on
     * @throws EngineException {@code LABELS_MISMATCH} or {@code INPUT_MISMATCH} for what the terms do not allow
     */
    static void require(ModelSpec old, Candidate candidate, SwapTerms terms) {
        ModelSpec next = candidate.spec();
        if (!terms.allows(SwapTerms.Allowance.LABELS) && !old.labels().equals(next.labels())) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "Model '" + next.name() + "' has " + difference(old, next) + ".",
                    "If that is meant, allow other labels.");
        }
        if (!terms.allows(SwapTerms.Allowance.INPUT) && !old.input().equals(next.input())) {
            throw new EngineException(
                    ErrorCode.INPUT_MISMATCH,
                    "Model '" + next.name() + "' sees " + next.input() + " instead of " + old.input() + ".",
                    "If that is meant, allow another input.");
        }
    }

    /** @throws EngineException {@code CERTIFICATE_FAILED} when there is none and the terms do not allow that */
    static void requireCertificate(Candidate candidate, SwapTerms terms) {
        if (!terms.allows(SwapTerms.Allowance.UNCERTIFIED) && !candidate.hasCertificate()) {
            throw new EngineException(
                    ErrorCode.CERTIFICATE_FAILED,
                    "Model '" + candidate.spec().name() + "' has a certificate to meet, and "
                            + candidate.certificate().getFileName() + " is not there.",
                    "Write one, copy it beside the file, or allow an uncertified model.");
        }
    }

    /** Fewer folds give other answers: a sentence for the report. */
    static Optional<String> otherFolds(ModelSpec old, ModelSpec next) {
        List<Integer> left = next.foldNumbers();
        boolean lost = !left.isEmpty() && !left.containsAll(old.foldNumbers());
        return lost
                ? Optional.of("Other folds: " + ModelFiles.named(old.foldNumbers()) + " before, "
                        + ModelFiles.named(left) + " now.")
                : Optional.empty();
    }

    private static String difference(ModelSpec old, ModelSpec next) {
        if (old.labels().size() != next.labels().size()) {
            return next.labels().size() + " classes where it had "
                    + old.labels().size();
        }
        int first = 0;
        while (old.labels().get(first).equals(next.labels().get(first))) {
            first++;
        }
        return "the class '" + next.labels().get(first) + "' where it had '"
                + old.labels().get(first) + "'";
    }
}
