package io.pokeai.engine.api;

import java.util.HashSet;
import java.util.Set;

/**
 * Who changes a name, and what may differ from what answers.
 *
 * @param who for the journal
 * @param allowed what may differ from the generation that answers
 * @param agreement whether the answers of old and new are compared even if the back end stays; when the back end or its
 *     version changes, they always are unless {@link Allowance#DISAGREEMENT} is allowed
 */
public record SwapTerms(String who, Set<Allowance> allowed, boolean agreement) {
    private static final int MAX_WHO = 200;

    /** What may change. */
    public enum Allowance {
        /** Other class names, or another order or number of them. */
        LABELS,
        /** Other preprocessing. */
        INPUT,
        /** Other answers of the same weights, given by another back end or by another version of it. */
        DISAGREEMENT,
        /** No certificate, though the name has one. */
        UNCERTIFIED,
        /** A version that is held: it was rolled back from, or opening it ended the process several times in a row. */
        HELD,
        /** Fewer folds than those that answer: files of folds were removed on purpose. */
        FOLDS
    }

    public SwapTerms {
        EngineException.required(who, "who");
        allowed = Set.copyOf(EngineException.required(allowed, "allowed"));
        if (who.isBlank() || who.length() > MAX_WHO) {
            throw EngineException.invalidArgument(
                    "The name of the person who changes a model is " + (who.isBlank() ? "blank." : "too long."),
                    "Give a name of 1 to " + MAX_WHO + " characters.");
        }
    }

    /** Nothing but the weights may change. */
    public static SwapTerms of(String who) {
        return new SwapTerms(who, Set.of(), false);
    }

    public SwapTerms allowing(Allowance allowance) {
        EngineException.required(allowance, "allowance");
        Set<Allowance> more = new HashSet<>(allowed);
        more.add(allowance);
        return new SwapTerms(who, more, agreement);
    }

    /** Demands that old and new agree. */
    public SwapTerms demandingAgreement() {
        return new SwapTerms(who, allowed, true);
    }

    public boolean allows(Allowance allowance) {
        return allowed.contains(allowance);
    }
}
