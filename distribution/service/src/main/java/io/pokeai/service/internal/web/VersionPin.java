package io.pokeai.service.internal.web;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version that a path or a query names: the content hash of a model, or the beginning of one. It has to be what answers now, or the canary
 * beside it.
 *
 * @param prefix of the hash
 */
public record VersionPin(String prefix) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{8,64}");

    /** A canary that answers a thousandth of the keys is found among so many with a probability of 98 %. */
    private static final int KEYS = 4096;

    /** Whether it names this version. */
    public boolean matches(String version) {
        return HASH.matcher(prefix).matches() && version.startsWith(prefix);
    }

    /**
     * The model behind a name in this version.
     *
     * @throws HttpFailure 404 when another version answers
     */
    public void require(String model, ModelSpec spec) {
        if (!matches(spec.version())) {
            throw missing(model, spec.version());
        }
    }

    /**
     * Terms on which this version answers. While there is a canary, that takes a key that leads to it, or past it.
     *
     * @throws HttpFailure 404 when this version does not answer
     */
    public CallTerms terms(Engine engine, String model, CallTerms terms) {
        SwapStatus status = engine.control().status(model);
        Optional<String> current = status.current()
                .map(SwapReport.Version::version)
                .or(() -> status.model().spec().map(ModelSpec::version));
        Optional<String> canary = status.trial()
                .filter(trial -> trial.comparison().isEmpty())
                .map(trial -> trial.version().version());
        boolean known = current.filter(this::matches).isPresent()
                || canary.filter(this::matches).isPresent();
        if (!known) {
            throw missing(model, current.orElse("none"));
        }
        return canary.isEmpty() ? terms : terms.as(key(engine, model));
    }

    private String key(Engine engine, String model) {
        for (int i = 0; i < KEYS; i++) {
            String key = "version-" + i;
            try (ModelLease lease = engine.models().lease(model, key)) {
                if (matches(lease.spec().version())) {
                    return key;
                }
            }
        }
        throw new EngineException(
                ErrorCode.UNAVAILABLE,
                "Version " + prefix + " of model '" + model
                        + "' answers too small a part of the callers to be asked for.",
                "Raise the weight of the canary.");
    }

    /**
     * Holds an answer to it.
     *
     * @param model that was asked
     * @param version that has answered
     * @throws EngineException {@code CONFLICT} when another version has answered, because the model was swapped meanwhile
     */
    public void confirm(String model, String version) {
        if (!matches(version)) {
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    "Model '" + model + "' was swapped while it was asked, and version " + prefix
                            + " does not answer any more.",
                    "Ask for " + version + ", or leave the version out.");
        }
    }

    /** Why a version that was asked for does not answer. */
    public HttpFailure missing(String model, String current) {
        String shown = prefix.length() > 64 ? prefix.substring(0, 64) + "…" : prefix;
        return HttpFailure.of(
                404,
                ErrorCode.MODEL_NOT_FOUND.name(),
                "Model '" + model + "' has no version '" + shown + "' that answers; " + current + " does.",
                "Leave the version out, or give at least 8 digits of one that answers.");
    }
}
