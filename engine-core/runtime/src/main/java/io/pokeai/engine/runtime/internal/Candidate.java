package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.spi.ClassifierFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a name stands for now: a description of the files, and the back end that gave it.
 *
 * @param spec of the model as a whole
 * @param parts one for each file, as the back end recognised it; the spec itself for a single file
 * @param certificate where its certificate is or would be
 * @param certificateStamp changes when the certificate does
 * @param aliases other names that callers may use while nobody else has them
 * @param notes what a user should know about it
 */
record Candidate(
        ModelSpec spec,
        List<ModelSpec> parts,
        ClassifierFactory factory,
        Path certificate,
        String certificateStamp,
        Set<String> aliases,
        List<String> notes) {
    boolean hasCertificate() {
        return !certificateStamp.equals(ArtifactsFolder.NO_FILE);
    }

    boolean sameAs(Candidate other) {
        return factory == other.factory
                && spec.equals(other.spec)
                && parts.equals(other.parts)
                && certificateStamp.equals(other.certificateStamp);
    }
}
