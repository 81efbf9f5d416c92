package io.pokeai.engine.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who changes a name, and what may differ from what answers.
 *
 * @param who for the journal
 * @param allowed what may differ from the generation that answers
 * @param agreement whether the answers of old and new are compared even if the back end stays; when the back end or its
 *     version changes, they always are unless {@link Allowance#DISAGREEMENT} is allowed
 * @param gate what a {@link io.pokeai.engine.spi.SwapGate} has to decide before the candidate is published; nothing allows to pass
 *     over it
 * @param listener hears of each step of this change when it begins, and of the work of a gate. Called by the threads that make the
 *     change: it has to be quick. What it throws is logged and passed over
 */
public record SwapTerms(
        String who,
        Set<Allowance> allowed,
        boolean agreement,
        Optional<GateDemand> gate,
        Optional<Consumer<? super ChangeProgress>> listener) {
    private static final int MAX_WHO = 200;

    /**
     * A gate that a change demands.
     *
     * @param plan read by the gate; its format is the gate's
     * @param deadline for the decision, above 0 and at most {@link #LONGEST}
     */
    public record GateDemand(Path plan, Duration deadline) {
        /** For the decision of {@link #demandingGate(Path)}. */
        public static final Duration DEFAULT_DEADLINE = Duration.ofHours(1);

        /** The longest deadline. */
        public static final Duration LONGEST = Duration.ofDays(7);

        public GateDemand {
            EngineException.required(plan, "plan");
            EngineException.required(deadline, "deadline");
            if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(LONGEST) > 0) {
                throw EngineException.invalidArgument(
                        "A gate cannot decide within " + deadline + ".", "Give more than 0, and at most 7 days.");
            }
        }
    }

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
        EngineException.required(gate, "gate");
        EngineException.required(listener, "listener");
        if (who.isBlank() || who.length() > MAX_WHO) {
            throw EngineException.invalidArgument(
                    "The name of the person who changes a model is " + (who.isBlank() ? "blank." : "too long."),
                    "Give a name of 1 to " + MAX_WHO + " characters.");
        }
    }

    /** Without a gate. */
    public SwapTerms(String who, Set<Allowance> allowed, boolean agreement) {
        this(who, allowed, agreement, Optional.empty(), Optional.empty());
    }

    /** Nothing but the weights may change. */
    public static SwapTerms of(String who) {
        return new SwapTerms(who, Set.of(), false);
    }

    public SwapTerms allowing(Allowance allowance) {
        EngineException.required(allowance, "allowance");
        Set<Allowance> more = new HashSet<>(allowed);
        more.add(allowance);
        return new SwapTerms(who, more, agreement, gate, listener);
    }

    /** Demands that old and new agree. */
    public SwapTerms demandingAgreement() {
        return new SwapTerms(who, allowed, true, gate, listener);
    }

    /**
     * Demands that a gate lets the candidate pass, within {@link GateDemand#DEFAULT_DEADLINE}.
     *
     * @param plan what the gate reads
     */
    public SwapTerms demandingGate(Path plan) {
        return demandingGate(new GateDemand(plan, GateDemand.DEFAULT_DEADLINE));
    }

    /** Demands that a gate lets the candidate pass. */
    public SwapTerms demandingGate(GateDemand demanded) {
        return new SwapTerms(
                who, allowed, agreement, Optional.of(EngineException.required(demanded, "gate")), listener);
    }

    /** Has somebody told how far the change is: see {@link #listener}. */
    public SwapTerms telling(Consumer<? super ChangeProgress> told) {
        return new SwapTerms(who, allowed, agreement, gate, Optional.of(EngineException.required(told, "listener")));
    }

    public boolean allows(Allowance allowance) {
        return allowed.contains(allowance);
    }
}
