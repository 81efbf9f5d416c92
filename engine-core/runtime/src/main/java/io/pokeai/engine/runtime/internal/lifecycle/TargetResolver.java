package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.runtime.internal.discovery.ArtifactsFolder;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.ModelFiles;
import io.pokeai.engine.runtime.internal.discovery.Recognition;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.journal.SwapJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds what people mean by a target: a candidate that a back end has recognised. */
final class TargetResolver {
    /** Operations that let a version answer all callers. */
    private static final Set<SwapReport.Operation> UNDOABLE = Set.of(
            SwapReport.Operation.SWAP,
            SwapReport.Operation.LOAD,
            SwapReport.Operation.CHANGE,
            SwapReport.Operation.PROMOTE,
            SwapReport.Operation.ROLLBACK);

    private static final int LOOK_BACK = 1_000;
    private static final int MOST_NAMED = 5;

    private final ArtifactsFolder folder;
    private final Recognition recognition;
    private final Slots slots;
    private final SwapJournal journal;

    TargetResolver(ArtifactsFolder folder, Recognition recognition, Slots slots, SwapJournal journal) {
        this.folder = folder;
        this.recognition = recognition;
        this.slots = slots;
        this.journal = journal;
    }

    /** @throws EngineException why there is no such thing */
    Candidate find(ModelSlot slot, SwapTarget target) {
        Candidate files;
        if (target.file().isPresent()) {
            files = fromFile(slot, target.file().get(), target.backend());
        } else if (target.model().isPresent()) {
            String other = target.model().get();
            ModelSlot named = slots.find(other);
            if (named == null) {
                throw slots.missing(other);
            }
            files = by(named.desired().candidate(), target.backend()).as(slot.name());
        } else if (target.version().isPresent()) {
            files = by(fromVersion(slot, target.version().get()), target.backend());
        } else if (target.backend().isPresent()) {
            files = by(slot.desired().candidate(), target.backend());
        } else {
            files = slot.desired().offered().orElseGet(() -> slot.desired().candidate());
        }
        target.version().ifPresent(version -> requireVersion(files, version));
        return files;
    }

    /**
     * What a roll-back brings.
     *
     * @param version what the content hash begins with; empty for what answered before the last change in this process
     * @return empty when it answers already
     * @throws EngineException {@code CONFLICT} when it is not known what is meant, with what the journal knows; or when its
     *     files are not what they were
     */
    Optional<Candidate> previous(ModelSlot slot, Optional<String> version) {
        Optional<Candidate> answering =
                Optional.ofNullable(slot.state().roles().current()).map(Generation::candidate);
        // What has not been opened yet is what would answer the next call.
        Optional<Candidate> now = answering.or(() -> slot.desired().wanted());
        if (version.isPresent()) {
            return toVersion(slot, version.get(), now, answering.isPresent());
        }
        if (answering.filter(slot.desired()::isRolledBackTo).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                slot.desired().previous().map(this::intact).orElseThrow(() -> unknown(slot, others(slot, now))));
    }

    private Optional<Candidate> toVersion(ModelSlot slot, String prefix, Optional<Candidate> now, boolean answers) {
        Predicate<Candidate> meant = candidate -> candidate.spec().version().startsWith(prefix);
        List<Earlier> others = others(slot, now);
        Optional<Earlier> earlier = others.stream()
                .filter(other -> other.version().version().startsWith(prefix))
                .findFirst();
        if (now.filter(meant).isPresent() && earlier.isEmpty()) {
            return answers ? Optional.empty() : now.map(this::intact);
        }
        Optional<Candidate> remembered = slot.desired().previous().filter(meant).map(this::intact);
        return Optional.of(remembered
                .or(() -> earlier.map(other -> again(slot.name(), other.version())))
                .orElseThrow(() -> conflict(
                        "No version " + prefix + " has answered for model '" + slot.name() + "', as far as the journal"
                                + " knows." + known(others),
                        "Name one of them, or swap to a file.")));
    }

    /** What the second roll-back in a row says. */
    static String rolledBackAlready(String name, Candidate answering) {
        return "Model '" + name + "' answers by " + shown(answering.spec().version()) + " already; nothing was done."
                + " Name an older version to go further back.";
    }

    /**
     * A version that answered earlier.
     *
     * @param noted when it is last known to have answered
     * @param refused whether people rolled back from it, and it has not answered since
     */
    private record Earlier(SwapReport.Version version, Instant noted, boolean refused) {}

    /** All that has answered for the name but what answers now, the last first, each once. */
    private List<Earlier> others(ModelSlot slot, Optional<Candidate> now) {
        Map<String, Earlier> found = new LinkedHashMap<>();
        for (SwapReport report : journal.read(Optional.of(slot.name()), LOOK_BACK)) {
            if (report.outcome() == SwapReport.Outcome.DONE && UNDOABLE.contains(report.operation())) {
                boolean rollback = report.operation() == SwapReport.Operation.ROLLBACK;
                report.to().ifPresent(to -> found.putIfAbsent(key(to), new Earlier(to, report.at(), false)));
                report.from().ifPresent(from -> found.putIfAbsent(key(from), new Earlier(from, report.at(), rollback)));
            }
        }
        now.ifPresent(current -> found.remove(key(current.version(0))));
        return List.copyOf(found.values());
    }

    private static String key(SwapReport.Version version) {
        return version.version() + ' ' + version.backend();
    }

    private static EngineException unknown(ModelSlot slot, List<Earlier> others) {
        if (others.isEmpty()) {
            return conflict(
                    "Nothing is known to have answered for model '" + slot.name() + "' before this.",
                    "Swap to what you want by its file, version or model.");
        }
        return conflict(
                "Model '" + slot.name()
                        + "' has not been changed since the engine was started, so it is not clear what is"
                        + " to be undone." + known(others),
                "Name the version that is to answer"
                        + others.stream()
                                .filter(earlier -> !earlier.refused())
                                .findFirst()
                                .map(earlier ->
                                        ", such as " + shown(earlier.version().version()))
                                .orElse("")
                        + ".");
    }

    private static String known(List<Earlier> others) {
        return others.isEmpty()
                ? ""
                : " The journal knows: "
                        + others.stream()
                                .limit(MOST_NAMED)
                                .map(earlier -> shown(earlier.version().version()) + " ("
                                        + earlier.version().backendName() + ", "
                                        + earlier.version().files().get(0).getFileName() + ", "
                                        + (earlier.refused() ? "rolled back from at " : "last noted ")
                                        + earlier.noted().truncatedTo(ChronoUnit.SECONDS) + ")")
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    /** By the back end that answers now, if none is named and it opens the file: one thing changes at a time. */
    private Candidate fromFile(ModelSlot slot, Path file, Optional<String> backend) {
        Path path = folder.path().resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE, path + " is not a file.", "Name a model file, such as resnet18.onnx.");
        }
        ModelFiles files = ModelFiles.lone(path);
        ModelSource source = folder.source(files).withName(slot.name());
        Generation answering = slot.state().roles().current();
        if (backend.isEmpty() && answering != null) {
            try {
                return recognition
                        .recogniseBy(answering.info().spec().backend(), files, source)
                        .withOwnCertificate();
            } catch (EngineException e) {
                if (e.code() != ErrorCode.NO_BACKEND) {
                    throw e;
                }
            }
        }
        return recognise(files, source, backend).withOwnCertificate();
    }

    private Candidate by(Candidate candidate, Optional<String> backend) {
        return backend.isEmpty() || backend.get().equals(candidate.spec().backend())
                ? candidate
                : recognition.recogniseBy(
                        backend.get(),
                        candidate.origin(),
                        candidate.source().withName(candidate.spec().name()));
    }

    private Candidate recognise(ModelFiles files, ModelSource source, Optional<String> backend) {
        return backend.map(id -> recognition.recogniseBy(id, files, source))
                .or(() -> recognition.recognise(files, source))
                .orElseThrow(() -> Recognition.noBackend("No installed back end opens " + files.shownName() + "."));
    }

    private Candidate fromVersion(ModelSlot slot, String prefix) {
        Optional<Candidate> known = slots.all().stream()
                .flatMap(other -> other.desired().wanted().stream())
                .filter(candidate -> candidate.spec().version().startsWith(prefix))
                .findFirst();
        Optional<Candidate> found = known.or(() -> slot.desired()
                .previous()
                .filter(candidate -> candidate.spec().version().startsWith(prefix))
                .map(this::intact));
        if (found.isPresent()) {
            return found.get().as(slot.name());
        }
        for (SwapReport report : journal.read(Optional.of(slot.name()), LOOK_BACK)) {
            for (Optional<SwapReport.Version> side : List.of(report.to(), report.from())) {
                if (side.filter(version -> version.version().startsWith(prefix)).isPresent()) {
                    return again(slot.name(), side.get());
                }
            }
        }
        throw new EngineException(
                ErrorCode.MODEL_NOT_FOUND,
                "Version " + prefix + " is neither among the models nor in the journal of '" + slot.name() + "'.",
                "Name its file.");
    }

    /** What the journal names, if it is still there. */
    private Candidate again(String name, SwapReport.Version version) {
        Optional<ModelFiles> folds = folder.list().stream()
                .map(ArtifactsFolder.Entry::files)
                .filter(files -> files.paths().equals(version.files()))
                .findFirst();
        if (folds.isEmpty() && version.files().size() != 1) {
            throw conflict(
                    "The files of version " + shown(version.version()) + " are no longer there: " + version.files()
                            + ".",
                    "Copy them back.");
        }
        ModelFiles files = folds.orElseGet(() -> ModelFiles.lone(version.files().get(0)));
        if (!Files.isRegularFile(files.paths().get(0))) {
            throw conflict(
                    files.paths().get(0) + ", which was version " + shown(version.version()) + ", is gone.",
                    "Copy it back.");
        }
        Optional<String> backend =
                recognition.has(version.backend()) ? Optional.of(version.backend()) : Optional.empty();
        Candidate found =
                recognise(files, folder.source(files).withName(name), backend).withOwnCertificate();
        requireVersion(found, version.version());
        return found;
    }

    /** The files may have been replaced since they were recognised. */
    private Candidate intact(Candidate remembered) {
        Candidate now = recognise(
                remembered.origin(),
                remembered.source().withName(remembered.spec().name()),
                Optional.of(remembered.spec().backend()).filter(recognition::has));
        requireVersion(now, remembered.spec().version());
        return now;
    }

    private static void requireVersion(Candidate found, String version) {
        if (!found.spec().version().startsWith(version)) {
            throw conflict(
                    found.spec().files().get(0) + " is version "
                            + shown(found.spec().version()) + " now, not " + shown(version) + ".",
                    "Put the older file back, or name another one.");
        }
    }

    private static String shown(String version) {
        return version.substring(0, Math.min(12, version.length()));
    }

    private static EngineException conflict(String problem, String remedy) {
        return new EngineException(ErrorCode.CONFLICT, problem, remedy);
    }
}
