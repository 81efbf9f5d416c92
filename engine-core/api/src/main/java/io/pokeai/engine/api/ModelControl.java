package io.pokeai.engine.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Changes what answers for the names of an engine while callers keep calling.
 *
 * <p>Every change of a name takes the same steps: open the new generation beside the old one, warm it up, check its
 * certificate, compare it with the old one where that is demanded, ask a {@link io.pokeai.engine.spi.SwapGate} where the terms
 * demand one, publish it, drain the old one, close it. A failure before
 * the publication leaves the old one untouched. A name never has more than two generations, and its changes are done one after
 * the other.
 *
 * <p><b>Threads</b> safe; a call returns when the change is done, drained and written to the journal, or has failed. Every
 * step has a deadline ({@link EngineSettings#openDeadline} for opening and checking, {@link EngineSettings#drainDeadline}
 * for draining, {@link SwapTerms.GateDemand#deadline} for a gate), also when a back end never returns. An interrupt ends the wait and not
 * the change, but for a gate: the change of an interrupted caller that is before its gate or in it is refused with {@code
 * CANCELLED}.<br>
 * <b>Errors</b> are values: {@link SwapReport#error} says why nothing was changed. Exceptions are thrown only for arguments
 * that are wrong for every model.
 */
@ProviderType
public interface ModelControl {
    /** Changes of one name that may wait for their turn; more are refused with {@code OVERLOADED}. */
    int MAX_WAITING = 8;

    /**
     * Opens a model now instead of at the first call, and ends an {@link #unload}. With a file it may add a name that the
     * artifacts folder does not know.
     */
    SwapReport load(String model, SwapTarget target, SwapTerms terms);

    /** Closes a model; callers get {@code UNAVAILABLE} until it is loaded again. */
    SwapReport unload(String model, SwapTerms terms);

    /** Lets other files, another version or another back end answer for a name. */
    SwapReport swap(String model, SwapTarget target, SwapTerms terms);

    /**
     * Opens a second generation that answers a part of the callers; without a target, changes the part of the open canary.
     *
     * @param weight the part, above 0 and below 1; callers that give a key ({@link ModelRegistry#lease(String, String)})
     *     get the same generation every time, and a key that reaches the canary keeps reaching it when the weight is raised
     */
    SwapReport canary(String model, SwapTarget target, double weight, SwapTerms terms);

    /** Opens a second generation that is asked what callers ask, and whose answers are compared and never returned. */
    SwapReport shadow(String model, SwapTarget target, SwapTerms terms);

    /** The canary or shadow answers all callers from now on. */
    SwapReport promote(String model, SwapTerms terms);

    /** The canary or shadow is closed. */
    SwapReport abort(String model, SwapTerms terms);

    /**
     * Puts back what answered before the last change. A second roll-back changes nothing: its report is {@code UNCHANGED}.
     *
     * <p>After a restart the engine does not know what answered before: the error is {@code CONFLICT} and names the versions in
     * the journal, for {@link #rollback(String, SwapTarget, SwapTerms)}.
     */
    default SwapReport rollback(String model, SwapTerms terms) {
        return rollback(model, SwapTarget.AS_FOUND, terms);
    }

    /**
     * Puts back one of the versions that have answered for the name.
     *
     * @param target {@link SwapTarget#version} for one that the journal knows; {@link SwapTarget#AS_FOUND} for what answered
     *     before the last change
     */
    SwapReport rollback(String model, SwapTarget target, SwapTerms terms);

    /**
     * What {@link #rollback(String, SwapTarget, SwapTerms)} would do now, from which version to which; changes nothing and
     * opens nothing. Its {@code outcome} is {@code UNCHANGED}, or {@code FAILED} with the reason if nothing would be done.
     */
    SwapReport previewRollback(String model, SwapTarget target);

    /**
     * The state of a name.
     *
     * @throws EngineException {@code MODEL_NOT_FOUND}
     */
    SwapStatus status(String model);

    /**
     * What the models saw of a picture that {@link ShadowReport#worst} names, in 8-bit samples. It is kept while the shadow is open and
     * the picture is among the worst.
     *
     * @param sha256 as {@link ShadowReport.Case#sha256}
     * @return empty when it is not kept, or was too large to be
     * @throws EngineException {@code MODEL_NOT_FOUND}
     */
    default Optional<Image> shadowPicture(String model, String sha256) {
        return Optional.empty();
    }

    /**
     * The last changes from the journal, newest first, those of earlier processes too; the oldest are rotated away.
     *
     * @param model a name, or empty for all
     */
    List<SwapReport> journal(String model, int atMost);
}
