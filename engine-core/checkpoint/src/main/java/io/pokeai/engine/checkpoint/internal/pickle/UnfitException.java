package io.pokeai.engine.checkpoint.internal.pickle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.internal.Place;

/** A value or call that does not fit; the machine adds where. */
public final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String ALLOWED =
            "A checkpoint may only name tensors, containers and modules (docs/checkpoints.md); do not open this file"
                    + " with torch.load(weights_only=False).";

    private enum Kind {
        DAMAGED,
        UNSUPPORTED,
        REFUSED,
        TOO_MUCH
    }

    private final Kind kind;
    private final String remedy;

    private UnfitException(Kind kind, String problem, String remedy) {
        super(problem, null, false, false);
        this.kind = kind;
        this.remedy = remedy;
    }

    /** Contradicts itself or PyTorch. */
    public static UnfitException damaged(String problem) {
        return new UnfitException(Kind.DAMAGED, problem, "");
    }

    /** Written by PyTorch, but not what the engine reads. */
    public static UnfitException unsupported(String problem, String remedy) {
        return new UnfitException(Kind.UNSUPPORTED, problem, remedy);
    }

    /** Outside what a checkpoint may do. */
    public static UnfitException refused(String problem) {
        return new UnfitException(Kind.REFUSED, problem, ALLOWED);
    }

    /** More than the engine agrees to hold. */
    public static UnfitException tooMuch(String problem) {
        return new UnfitException(Kind.TOO_MUCH, problem, "");
    }

    EngineException at(Place place, long position) {
        String problem = getMessage() + place.at(position);
        return switch (kind) {
            case DAMAGED -> place.damaged(problem);
            case UNSUPPORTED -> place.invalid(problem, remedy);
            case REFUSED -> place.refused(problem, remedy);
            case TOO_MUCH -> place.tooMuch(problem);
        };
    }
}
