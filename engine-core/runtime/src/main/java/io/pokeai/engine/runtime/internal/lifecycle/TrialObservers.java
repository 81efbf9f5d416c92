package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.runtime.internal.generation.Generation;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The observers of canaries and shadows. */
final class TrialObservers {
    private final Executor shadows;

    /** @param shadows threads that ask shadows */
    TrialObservers(Executor shadows) {
        this.shadows = shadows;
    }

    /** Before the trial begins: from its first call on it is counted, or compared. */
    void begin(Operation operation, Generation answering, Generation trial) {
        if (operation == Operation.SHADOW) {
            answering.listen(new ShadowTrial(trial, answering.info().spec().input(), shadows));
        } else {
            trial.listen(new CallCount());
        }
    }

    /** Ends the observation of this trial. */
    void end(@Nullable Generation generation) {
        if (generation != null) {
            generation.listen(null);
        }
    }

    /** What was seen of one of the worst pictures of the shadow of these roles. */
    Optional<Image> picture(RolloutState.Roles<Generation> roles, String sha256) {
        Generation current = roles.current();
        return current != null && current.listener() instanceof ShadowTrial shadow
                ? shadow.picture(sha256)
                : Optional.empty();
    }

    /** The figures of the trial of these roles. */
    Optional<SwapStatus.Trial> status(RolloutState.Roles<Generation> roles) {
        Generation trial = roles.trial();
        if (trial == null) {
            return Optional.empty();
        }
        Generation current = roles.current();
        if (current != null && current.listener() instanceof ShadowTrial shadow) {
            return Optional.of(shadow.status());
        }
        double weight = (double) roles.weight() / RolloutState.SHARES;
        CallCount count = trial.listener() instanceof CallCount counting ? counting : new CallCount();
        return Optional.of(
                new SwapStatus.Trial(trial.version(), weight, count.calls(), count.failures(), Optional.empty()));
    }
}
