package io.pokeai.engine.runtime.internal.lifecycle;

/** Ends a rollout with the reason, which becomes the state of the name or the error of a report. */
final class RolloutRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    RolloutRefused(Failure failure) {
        super(failure.error());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
