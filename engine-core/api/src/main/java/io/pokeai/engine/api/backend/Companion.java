package io.pokeai.engine.api.backend;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Files beside a model that were written for another program: Hugging Face's {@code preprocessor_config.json} and
 * {@code config.json}, timm's {@code config.json}. They are read when they are asked for, so a file that is not needed causes
 * no error.
 *
 * <p>An origin that is assumed says that the file may be about another model; what does not fit the model is then ignored.
 *
 * <p><b>Threads</b> safe.
 */
@ProviderType
public interface Companion {
    /** No companion file. */
    Companion NONE = new Companion() {
        @Override
        public Optional<Sourced<InputSpec>> input(Predicate<InputSpec> fits) {
            return Optional.empty();
        }

        @Override
        public Optional<Sourced<Labels>> labels() {
            return Optional.empty();
        }
    };

    /**
     * The preprocessing.
     *
     * @param fits whether the model can take a preprocessing, for files that describe several
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when it cannot be reproduced
     */
    Optional<Sourced<InputSpec>> input(Predicate<InputSpec> fits);

    /**
     * The class names.
     *
     * @throws io.pokeai.engine.api.EngineException {@code LABELS_MISMATCH}
     */
    Optional<Sourced<Labels>> labels();
}
