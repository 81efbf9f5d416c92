package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.runtime.internal.discovery.FilesChanged;
import java.util.Optional;

/** Why a name does not answer by what it ought to. An older generation may answer meanwhile. */
sealed interface Failure {
    /** What callers are told. */
    EngineException error();

    /** The files are not complete yet. */
    record StillWritten(String files) implements Failure {
        @Override
        public EngineException error() {
            return new EngineException(
                    ErrorCode.UNAVAILABLE, files + " is still being written.", "Repeat the call when it is complete.");
        }
    }

    /** The files cannot be used, whatever back end opens them; or there is no such name. */
    record Unusable(EngineException error) implements Failure {}

    /** No installed back end opens the files. */
    record NoBackend(EngineException error) implements Failure {}

    /**
     * The back end was stopped.
     *
     * @param candidate why no other back end took over, if one was tried
     */
    record BackendStopped(String model, String backend, Optional<Failure> candidate) implements Failure {
        @Override
        public EngineException error() {
            return new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "Model '" + model + "' cannot answer: its back end '" + backend + "' was stopped"
                            + candidate
                                    .map(why -> ", and no other can take over: "
                                            + why.error().problem())
                                    .orElse("."),
                    "Start or install the back end again, then repeat the call.");
        }
    }

    /** The files change whenever they are opened. */
    record NeverAtRest(EngineException error) implements Failure {}

    /** Something newer was offered while this was opening. */
    record Superseded(String model) implements Failure {
        @Override
        public EngineException error() {
            return new EngineException(
                    ErrorCode.CONFLICT,
                    "The files of model '" + model + "' have changed once more meanwhile.",
                    "Repeat the call: the newest files are opened.");
        }
    }

    /** A {@link Blocker} is in the way. */
    record Blocked(String model, Blocker blocker) implements Failure {
        @Override
        public EngineException error() {
            return blocker.error(model);
        }
    }

    /** The version was rolled back from, or has ended the process before. */
    record Held(EngineException error) implements Failure {}

    /** The opening was given up; it may come back. */
    record TimedOut(EngineException error) implements Failure {}

    /** It has a certificate and does not meet it, or ought to have one. */
    record CertificateFailed(EngineException error) implements Failure {}

    /** Something else is wrong with it: other labels than before, other answers, an error of the back end. */
    record Refused(EngineException error) implements Failure {}

    /** What an opening threw. */
    static Failure ofOpening(EngineException thrown) {
        if (FilesChanged.isCauseOf(thrown)) {
            return new NeverAtRest(thrown);
        }
        return thrown.code() == ErrorCode.CERTIFICATE_FAILED ? new CertificateFailed(thrown) : new Refused(thrown);
    }

    /** Whether a look at the folder that finds no back end for the files says nothing new. */
    default boolean outranksNoBackend() {
        return this instanceof BackendStopped
                || this instanceof Held
                || (this instanceof Blocked blocked && blocked.blocker() != Blocker.TRIAL);
    }

    /** Whether it may end when a canary or a shadow ends. */
    default boolean endsWithTrial() {
        return this instanceof Superseded
                || this instanceof NeverAtRest
                || (this instanceof Blocked blocked && blocked.blocker() == Blocker.TRIAL);
    }
}
