package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.runtime.internal.certificate.CertificateFile;
import io.pokeai.engine.spi.ClassifierFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a name stands for now: a description of the files, and the back end that gave it.
 *
 * @param spec of the model as a whole
 * @param parts one for each file, as the back end recognised it; the spec itself for a single file
 * @param factory the back end
 * @param build which build of the back end
 * @param certificate where its certificate is or would be
 * @param certificateStamp changes when the certificate does
 * @param aliases other names that callers may use while no other model has them
 * @param notes what a user should know about it
 * @param origin the files as they were found; with {@code source}, to ask another back end
 * @param source what was declared about the files
 * @param hashes SHA-256 of every file that was looked at; only these contents are opened under this description
 */
public record Candidate(
        ModelSpec spec,
        List<ModelSpec> parts,
        ClassifierFactory factory,
        BackendBuild build,
        Path certificate,
        String certificateStamp,
        Set<String> aliases,
        List<String> notes,
        ModelFiles origin,
        ModelSource source,
        Map<Path, String> hashes) {
    public boolean hasCertificate() {
        return !certificateStamp.equals(ArtifactsFolder.NO_FILE);
    }

    public boolean sameAs(Candidate other) {
        return factory == other.factory
                && spec.equals(other.spec)
                && parts.equals(other.parts)
                && certificateStamp.equals(other.certificateStamp);
    }

    /** Whether the weights, labels and input are the same, whatever back end opens them. */
    public boolean sameContentAs(Candidate other) {
        return spec.version().equals(other.spec.version())
                && spec.files().equals(other.spec.files())
                && spec.labels().equals(other.spec.labels())
                && spec.input().equals(other.spec.input())
                && certificateStamp.equals(other.certificateStamp);
    }

    /**
     * The same with the certificate beside its file, if people have named the file: that of the name is not its own.
     */
    public Candidate withOwnCertificate() {
        Path own = origin.beside(CertificateFile.SUFFIX);
        return own.equals(certificate)
                ? this
                : new Candidate(
                        spec,
                        parts,
                        factory,
                        build,
                        own,
                        ArtifactsFolder.stamp(own),
                        aliases,
                        notes,
                        origin,
                        source,
                        hashes);
    }

    /** For people: the back end and which one it is, such as {@code onnx 1.1.0}. */
    public String backendName() {
        return version(0).backendName();
    }

    /** The same files under another name. */
    public Candidate as(String name) {
        return new Candidate(
                named(spec, name),
                parts.stream().map(part -> named(part, name)).toList(),
                factory,
                build,
                certificate,
                certificateStamp,
                Set.of(),
                notes,
                origin,
                source.withName(name),
                hashes);
    }

    /** The same after its back end was stopped: of the back end, only the name is kept. */
    public Candidate without(ClassifierFactory leaving) {
        if (factory != leaving) {
            return this;
        }
        return new Candidate(
                spec,
                parts,
                new StoppedBackend(factory.id()),
                build,
                certificate,
                certificateStamp,
                aliases,
                notes,
                origin,
                source,
                hashes);
    }

    public SwapReport.Version version(long generation) {
        return new SwapReport.Version(generation, spec.version(), spec.backend(), build.version(), spec.files());
    }

    private static ModelSpec named(ModelSpec spec, String name) {
        return new ModelSpec(
                name,
                spec.version(),
                spec.backend(),
                spec.files(),
                spec.input(),
                spec.labels(),
                spec.output(),
                spec.ensemble(),
                spec.options(),
                spec.provenance());
    }
}
