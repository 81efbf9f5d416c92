package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.api.backend.ForeignContent;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.runtime.internal.certificate.CertificateFile;
import io.pokeai.engine.spi.ClassifierFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the back ends what the files of a model are: one of them has to know them all. */
public final class Recognition {
    private final Backends backends;
    private final ContentHashes hashes;
    private final FolderLayout layout;

    /** @param hashes makes the versions of the models */
    public Recognition(Backends backends, ContentHashes hashes, FolderLayout layout) {
        this.backends = backends;
        this.hashes = hashes;
        this.layout = layout;
    }

    /**
     * @param found the files
     * @param described what is said about them; its file is the first
     * @return empty when no back end knows the first file
     * @throws EngineException why they cannot be used
     */
    public Optional<Candidate> recognise(ModelFiles found, ModelSource described) {
        return recognise(found, described, demanded(described));
    }

    /**
     * As {@link #recognise(ModelFiles, ModelSource)}, for a file that nobody has named and that does not end as models
     * usually do: only back ends that may want it are asked.
     */
    Optional<Candidate> recogniseUnknown(ModelFiles found, ModelSource described) {
        return recognise(
                found,
                described,
                demanded(described).stream()
                        .filter(factory ->
                                WantedFiles.asks(factory, found.paths().get(0)))
                        .toList());
    }

    /**
     * As {@link #recognise(ModelFiles, ModelSource)}, by one back end alone.
     *
     * @throws EngineException {@code NO_BACKEND} when it is not there or does not know the files
     */
    public Candidate recogniseBy(String backend, ModelFiles found, ModelSource described) {
        List<ClassifierFactory> named = backends.inOrder().stream()
                .filter(factory -> factory.id().equals(backend))
                .toList();
        return recognise(found, described, named)
                .orElseThrow(() -> new EngineException(
                        ErrorCode.NO_BACKEND,
                        named.isEmpty()
                                ? "No back end '" + backend + "' is installed."
                                : "Back end '" + backend + "' does not open " + found.shownName() + ".",
                        "Installed are: "
                                + String.join(
                                        ", ",
                                        backends.inOrder().stream()
                                                .map(ClassifierFactory::id)
                                                .toList())
                                + "."));
    }

    /** As {@link #recognise(ModelFiles, ModelSource)}, by this back end, of several with its id. */
    public Optional<Candidate> recogniseBy(ClassifierFactory factory, ModelFiles found, ModelSource described) {
        return recognise(found, described, List.of(factory));
    }

    /** Whether any back end is there. */
    boolean hasBackEnds() {
        return !backends.inOrder().isEmpty();
    }

    /** Whether a back end of this id is there. */
    public boolean has(String backend) {
        return backends.inOrder().stream().anyMatch(factory -> factory.id().equals(backend));
    }

    /** {@code NO_BACKEND}. */
    public static EngineException noBackend(String problem) {
        return new EngineException(
                ErrorCode.NO_BACKEND,
                problem,
                "Install one: put its jar into the plugins folder, or on the class path.");
    }

    private Optional<Candidate> recognise(ModelFiles found, ModelSource described, List<ClassifierFactory> candidates) {
        try {
            Optional<Candidate> candidate = ask(found, described, candidates);
            if (candidate.isEmpty()) {
                requireNothingElse(found);
            }
            return candidate;
        } catch (EngineException e) {
            if (e.code() == ErrorCode.NO_BACKEND) {
                requireNothingElse(found);
            }
            throw e;
        }
    }

    /** For a file that has a model's ending and is not one, the error says what it is, not that a back end is missing. */
    private static void requireNothingElse(ModelFiles found) {
        for (Path file : found.paths()) {
            Optional<ForeignContent> content = FileNames.isModel(file) ? ForeignContent.of(file) : Optional.empty();
            if (content.isPresent() && content.get().certain()) {
                throw content.get().about(FileNames.shown(file));
            }
        }
    }

    private Optional<Candidate> ask(ModelFiles found, ModelSource described, List<ClassifierFactory> candidates) {
        RecognisedFiles looked = new RecognisedFiles(hashes);
        ModelSource source = described.withHashes(looked);
        Optional<Integer> demanded = source.name().flatMap(layout::foldsOf).filter(count -> !found.isLone());
        ModelFiles files = demanded.map(found::demanding).orElse(found);
        EngineException refusal = null;
        files.paths().forEach(looked::begin);
        for (ClassifierFactory factory : candidates) {
            try {
                Optional<ModelSpec> first =
                        ask(factory, source.withFile(files.paths().get(0)));
                if (first.isPresent()) {
                    List<ModelSpec> parts = parts(files, source, first.get(), factory);
                    files.paths().forEach(looked::sha256);
                    return Optional.of(candidate(files, parts, factory, described, looked.hashes()));
                }
            } catch (EngineException e) {
                // NO_BACKEND is no reason while another back end says what is wrong with the file.
                refusal = refusal == null || refusal.code() == ErrorCode.NO_BACKEND ? e : refusal;
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        return Optional.empty();
    }

    /** All back ends, unless one is demanded. */
    private List<ClassifierFactory> demanded(ModelSource source) {
        Optional<String> wanted = Optional.ofNullable(source.options().get(ModelSpec.BACKEND));
        List<ClassifierFactory> all = backends.inOrder();
        if (wanted.isEmpty()) {
            return all;
        }
        List<ClassifierFactory> found = all.stream()
                .filter(factory -> factory.id().equals(wanted.get()))
                .toList();
        if (found.isEmpty()) {
            throw new EngineException(
                    ErrorCode.NO_BACKEND,
                    FileNames.shown(source.file()) + " is to be opened by back end '" + wanted.get()
                            + "', which is not installed.",
                    "Install it, or take 'backend' out of the " + SideFile.SUFFIX
                            + " file. Installed are: "
                            + all.stream().map(ClassifierFactory::id).collect(Collectors.joining(", ")) + ".");
        }
        return found;
    }

    private static List<ModelSpec> parts(
            ModelFiles files, ModelSource source, ModelSpec first, ClassifierFactory factory) {
        List<ModelSpec> parts = new ArrayList<>(List.of(first));
        for (Path file : files.paths().subList(1, files.paths().size())) {
            parts.add(ask(factory, source.withFile(file))
                    .orElseThrow(() -> ForeignContent.of(file)
                            .filter(ForeignContent::certain)
                            .map(content -> content.about(FileNames.shown(file)))
                            .orElseGet(() -> new EngineException(
                                    ErrorCode.MODEL_INVALID,
                                    FileNames.shown(file) + " is not of the kind of "
                                            + FileNames.shown(files.paths().get(0)) + ": back end '" + factory.id()
                                            + "' opens only the latter.",
                                    "Copy the file again; all folds of a model are of one kind."))));
        }
        return parts;
    }

    /** Every complaint names the fold that it is about. */
    private static Optional<ModelSpec> ask(ClassifierFactory factory, ModelSource source) {
        try {
            return factory.recognise(source);
        } catch (EngineException e) {
            String name = FileNames.shown(source.file());
            String bare = source.file().getFileName() + ": ";
            if (e.problem().contains(name)) {
                throw e;
            }
            String problem = e.problem().startsWith(bare) ? e.problem().substring(bare.length()) : e.problem();
            throw new EngineException(e.code(), name + ": " + problem, e.remedy(), e);
        }
    }

    private Candidate candidate(
            ModelFiles files,
            List<ModelSpec> parts,
            ClassifierFactory factory,
            ModelSource described,
            Map<Path, String> hashes) {
        ModelSpec spec = files.isLone() ? parts.get(0) : EnsembleSpec.of(files, parts);
        Path certificate = certificate(files, spec.name());
        return new Candidate(
                spec,
                parts,
                factory,
                backends.build(factory),
                certificate,
                ArtifactsFolder.stamp(certificate),
                aliases(files, spec),
                files.notes(),
                files,
                described,
                hashes);
    }

    /** The certificate beside the files; else that of the name, which may differ from the name of the file. */
    private static Path certificate(ModelFiles files, String name) {
        Path own = files.beside(CertificateFile.SUFFIX);
        Path ofName = files.home().resolve(name + CertificateFile.SUFFIX);
        return !Files.exists(own) && Files.isRegularFile(ofName) ? ofName : own;
    }

    /** The family, and the run that is called otherwise. */
    private static Set<String> aliases(ModelFiles files, ModelSpec spec) {
        Set<String> aliases = new TreeSet<>();
        Optional.ofNullable(spec.options().get(ModelSpec.FAMILY)).ifPresent(aliases::add);
        if (!files.isLone()) {
            aliases.add(ModelSpec.nameOf(files.stem()));
        }
        aliases.remove(spec.name());
        return Set.copyOf(aliases);
    }
}
