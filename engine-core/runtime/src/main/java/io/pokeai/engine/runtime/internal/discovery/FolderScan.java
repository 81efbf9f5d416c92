package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ForeignContent;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.runtime.internal.certificate.CertificateFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Looks at the artifacts folder and the declared models, remembers what was seen, and tells the names what is new about their
 * files: what they are, that they are still being written, or why they cannot be used.
 *
 * <p><b>Threads</b> confined to the scanner thread.
 */
final class FolderScan {
    /** A file is at rest when two looks that far apart, by the engine's own clock, see no change. */
    static final long STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** An unusable file counts as damaged after it has been at rest that long: a slow copy may pause. */
    private static final long DAMAGED_NANOS = TimeUnit.SECONDS.toNanos(2);

    /**
     * After that time, files that were young at a look are looked at once more: where times are as coarse as two seconds, a
     * later change may have left the same stamp.
     */
    private static final long SURE_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** Equal to no stamp, so the file is looked at again. */
    private static final String UNKNOWN = "";

    private static final String NO_SLOT = "";

    private final ArtifactsFolder folder;
    private final Supplier<List<ModelSource>> declared;
    private final Recognition recognition;
    private final DiscoveredNames names;
    private final LongSupplier clock;

    /** What was seen at the last look, by the pattern of its files. */
    private final Map<String, Seen> seen = new HashMap<>();

    /** What does not look as it did at the last look, or is new. */
    private final Map<String, Fresh> fresh = new HashMap<>();

    /** Further files that models read, by the pattern of their own files. */
    private final Map<String, Set<Path>> further = new HashMap<>();

    /** Which models were declared at the last look. */
    private final Set<String> declaredThen = new HashSet<>();

    /**
     * @param slot {@link #NO_SLOT} for a file that is not a model
     * @param since when it was first seen like that
     * @param sure whether it need not be looked at once more
     */
    private record Seen(String stamp, String slot, long since, boolean sure) {
        boolean isModel() {
            return !slot.equals(NO_SLOT);
        }
    }

    /**
     * @param since when it was first seen like that
     * @param begun when it was first seen to be new; a log that is written all the time stays new
     */
    private record Fresh(String stamp, long since, long begun) {}

    /**
     * Something that may be a model now.
     *
     * @param unknown whether neither its name nor a declaration says that it is one
     */
    private record Sighting(
            ModelFiles files,
            Supplier<ModelSource> source,
            String stamp,
            boolean isOld,
            boolean isSure,
            boolean unknown) {
        /** The same with further files that the model reads. */
        Sighting with(ArtifactsFolder.Further more) {
            return new Sighting(
                    files, source, stamp + more.stamp(), isOld && more.isOld(), isSure && more.isSure(), unknown);
        }
    }

    /** @param clock nanoseconds that only ever go forward */
    FolderScan(
            ArtifactsFolder folder,
            Supplier<List<ModelSource>> declared,
            Recognition recognition,
            DiscoveredNames names,
            LongSupplier clock) {
        this.folder = folder;
        this.declared = declared;
        this.recognition = recognition;
        this.names = names;
        this.clock = clock;
    }

    /** The files of a model are not what they were when it was recognised. */
    void forget(ModelFiles files) {
        Seen before = seen.get(files.pattern());
        if (before != null) {
            seen.put(files.pattern(), new Seen(UNKNOWN, before.slot(), before.since(), before.sure()));
        }
    }

    /**
     * Looks at everything that is there.
     *
     * @param everything also at what has not changed: the back end that recognised a file may have left, and another one may
     *     have come
     * @return whether files are still being written, or may be, and have to be looked at again soon
     */
    boolean look(boolean everything) {
        long now = clock.getAsLong();
        Map<String, Sighting> sightings = new LinkedHashMap<>();
        for (ArtifactsFolder.Entry entry : folder.list()) {
            ModelFiles files = entry.files();
            sightings.put(
                    files.pattern(),
                    new Sighting(
                            files,
                            () -> folder.source(files),
                            entry.stamp(),
                            entry.isOld(),
                            entry.isSure(),
                            isUnknown(files)));
        }
        Set<String> declaredNow = new HashSet<>();
        for (ModelSource source : declared.get()) {
            ModelFiles files = ModelFiles.lone(source.file());
            String stamp = source + "|" + ArtifactsFolder.stamp(files.beside(CertificateFile.SUFFIX));
            sightings.put(files.pattern(), new Sighting(files, () -> source, stamp, true, true, false));
            declaredNow.add(files.pattern());
        }
        leaveAllBut(sightings.keySet());
        declaredThen.clear();
        declaredThen.addAll(declaredNow);
        fresh.keySet().retainAll(sightings.keySet());
        boolean waiting = false;
        for (Sighting sighting : sightings.values()) {
            waiting |= !visit(sighting, now, everything);
        }
        further.keySet().retainAll(seen.keySet());
        return waiting;
    }

    /** Looks at one sighting if there is a reason to; false while it has to be seen again soon. */
    private boolean visit(Sighting named, long now, boolean everything) {
        String pattern = named.files().pattern();
        Sighting sighting = named.with(folder.further(further.getOrDefault(pattern, Set.of())));
        Seen before = seen.get(pattern);
        if (before != null && before.stamp().equals(sighting.stamp())) {
            returned(before.slot());
            boolean again = !before.sure() && now - before.since() >= SURE_NANOS;
            if (everything || again) {
                look(named, sighting, before.since(), true, before.sure() || again);
            }
            return true;
        }
        Fresh first = fresh.get(pattern);
        if (first == null || !first.stamp().equals(sighting.stamp())) {
            first = new Fresh(sighting.stamp(), now, first == null ? now : first.begun());
            fresh.put(pattern, first);
        }
        long still = now - first.since();
        if (still < STILL_NANOS && !sighting.isOld()) {
            if (sighting.unknown()) {
                return now - first.begun() >= DAMAGED_NANOS;
            }
            sayItIsWritten(sighting);
            return false;
        }
        // Unchanged files need no second look, or every command would wait for files that no back end opens.
        long needed = sighting.isOld() ? STILL_NANOS : DAMAGED_NANOS;
        // Without a back end, waiting tells nothing more about a file.
        boolean isFinal = (sighting.isSure() && sighting.isOld()) || still >= needed || !recognition.hasBackEnds();
        if (!look(named, sighting, first.since(), isFinal, sighting.isSure())) {
            return false;
        }
        fresh.remove(pattern);
        return true;
    }

    private void sayItIsWritten(Sighting sighting) {
        ModelFiles files = sighting.files();
        if (seen.get(files.pattern()) != null) {
            return; // until it is complete, it stays what it was
        }
        String slot = free(fallbackName(files), files);
        seen.put(files.pattern(), new Seen(UNKNOWN, slot, 0, true));
        names.tell(slot, found -> found.stillWritten(files.paths(), files.shownName()));
    }

    /** What is no longer there: a model that answers goes on doing so. */
    private void leaveAllBut(Set<String> present) {
        List<String> gone = new ArrayList<>(seen.keySet());
        gone.removeAll(present);
        for (String pattern : gone) {
            Seen last = seen.get(pattern);
            if (last != null && !last.isModel()) {
                seen.remove(pattern);
                continue;
            }
            // A declaration is withdrawn on purpose; a missing file may be on a disk that comes back.
            if (last != null && (declaredThen.contains(pattern) || !names.gone(last.slot()))) {
                seen.remove(pattern);
                names.remove(last.slot());
            }
        }
    }

    private void returned(String slot) {
        if (!slot.equals(NO_SLOT)) {
            names.back(slot);
        }
    }

    /**
     * Asks what the files are.
     *
     * @param named the files of the model's name alone
     * @param sighting the same, with the further files that the model was known to read
     * @param since when they were first seen as they are
     * @param isFinal whether an error counts: files that may be incomplete are looked at again
     * @param sure whether they need not be looked at once more though nothing about them changes
     * @return false when they have to be looked at again soon
     */
    private boolean look(Sighting named, Sighting sighting, long since, boolean isFinal, boolean sure) {
        ModelFiles files = sighting.files();
        Seen before = seen.get(files.pattern());
        try {
            ModelSource source = sighting.source().get();
            Optional<Candidate> candidate = sighting.unknown()
                    ? recognition.recogniseUnknown(files, source)
                    : recognition.recognise(files, source);
            if (candidate.isEmpty() && sighting.unknown() && (before == null || !before.isModel())) {
                // Such as a README; not a model that lacks a back end.
                seen.put(files.pattern(), new Seen(sighting.stamp(), NO_SLOT, since, sure));
                return true;
            }
            String name = candidate.map(found -> found.spec().name()).orElseGet(() -> fallbackName(files));
            if (candidate.isEmpty() && !isFinal) {
                return mayBeIncomplete(sighting, noBackend(files));
            }
            String slot = free(name, files);
            if (before != null && before.isModel() && !before.slot().equals(slot)) {
                names.remove(before.slot());
            }
            seen.put(files.pattern(), recognised(named, candidate, slot, since, sure));
            if (candidate.isEmpty()) {
                EngineException why = noBackend(files);
                names.tell(slot, found -> found.noBackend(files.paths(), why));
            } else if (slot.equals(name)) {
                Candidate offered = candidate.get();
                names.tell(slot, found -> found.offer(offered));
            } else {
                names.tell(slot, found -> found.reject(files.paths(), nameTaken(name)));
            }
            returned(slot);
            return true;
        } catch (RuntimeException e) {
            EngineException why = EngineException.of(e);
            if (!isFinal || FilesChanged.isCauseOf(why)) {
                return mayBeIncomplete(sighting, why);
            }
            String slot = slotOf(files);
            seen.put(files.pattern(), new Seen(sighting.stamp(), slot, since, sure));
            names.tell(slot, found -> found.reject(files.paths(), why));
            returned(slot);
            return true;
        }
    }

    /** What is remembered of a look that went well: the model may read other files now than it was known to read. */
    private Seen recognised(Sighting named, Optional<Candidate> candidate, String slot, long since, boolean sure) {
        Set<Path> read =
                new TreeSet<>(candidate.map(found -> found.hashes().keySet()).orElse(Set.of()));
        named.files().paths().forEach(read::remove);
        boolean known = read.equals(further.put(named.files().pattern(), read));
        Sighting whole = named.with(folder.further(read));
        // Files that were not known before the look may have been young.
        return new Seen(whole.stamp(), slot, since, sure && (known || whole.isSure()));
    }

    private static boolean isUnknown(ModelFiles files) {
        return files.isLone() && !FileNames.isModel(files.paths().get(0));
    }

    /** The name that the files have had, or may have. */
    private String slotOf(ModelFiles files) {
        Seen before = seen.get(files.pattern());
        return before != null && before.isModel() ? before.slot() : free(fallbackName(files), files);
    }

    /** Files with old times count as complete until the next look; others count as still being written. */
    private boolean mayBeIncomplete(Sighting sighting, EngineException why) {
        ModelFiles files = sighting.files();
        if (!sighting.isOld() || FilesChanged.isCauseOf(why)) {
            sayItIsWritten(sighting);
        } else {
            String slot = slotOf(files);
            seen.put(files.pattern(), new Seen(UNKNOWN, slot, 0, true));
            names.tell(slot, found -> found.reject(files.paths(), why));
        }
        return false;
    }

    /** The wanted name, or the whole file name if another file has it already. */
    private String free(String name, ModelFiles files) {
        return isTaken(name, files) ? fullName(files, name) : name;
    }

    private boolean isTaken(String name, ModelFiles files) {
        return seen.entrySet().stream()
                .anyMatch(entry -> !entry.getKey().equals(files.pattern())
                        && entry.getValue().slot().equals(name));
    }

    private String fullName(ModelFiles files, String wanted) {
        String name = ModelSpec.nameOf(files.shownName());
        return name.equals(wanted) || isTaken(name, files) ? ModelSpec.nameOf(files.pattern()) : name;
    }

    private static String fallbackName(ModelFiles files) {
        return files.name().orElseGet(() -> ModelSpec.nameOf(files.stem()));
    }

    private static EngineException nameTaken(String name) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "Another file is model '" + name + "' already.",
                "Rename one of the files, or declare another name in a " + SideFile.SUFFIX + " file.");
    }

    private static EngineException noBackend(ModelFiles files) {
        // A text is named as well: only its author knows whether it is a model.
        String content = ForeignContent.of(files.paths().get(0))
                .map(found -> ", which " + found.what())
                .orElse("");
        return Recognition.noBackend("No installed back end opens " + files.shownName() + content + ".");
    }
}
