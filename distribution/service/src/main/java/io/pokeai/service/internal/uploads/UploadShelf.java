package io.pokeai.service.internal.uploads;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.service.internal.web.HttpFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The data sets that were uploaded, each in a folder of its own. What is unpacked lies under another name until it is whole, so a
 * service that is killed leaves nothing half; the next one deletes what it finds.
 *
 * <p>An upload that no job needs any more stays for {@link #KEPT}, so that a next job can use it without sending it again.
 *
 * <p><b>Threads</b> safe.
 */
public final class UploadShelf {
    /** Counted from the time that a job last needed it, or from its arrival. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final System.Logger LOG = System.getLogger(UploadShelf.class.getName());
    private static final String PART = ".part-";
    private static final String CONTENT = "content";
    private static final String FACTS = "upload.json";

    private final Path folder;
    private final UploadLimits limits;
    private final Clock clock;

    @GuardedBy("this")
    private final Map<String, Upload> uploads = new TreeMap<>();

    private UploadShelf(Path folder, UploadLimits limits, Clock clock) {
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
    }

    /** Opens the folder, which is made if it is not there; what an earlier process has not finished is deleted. */
    public static UploadShelf open(Path folder) throws IOException {
        return open(folder, UploadLimits.USUAL, Clock.systemUTC());
    }

    static UploadShelf open(Path folder, UploadLimits limits, Clock clock) throws IOException {
        UploadShelf shelf = new UploadShelf(Files.createDirectories(folder), limits, clock);
        synchronized (shelf) {
            try (Stream<Path> found = Files.list(folder)) {
                for (Path each : found.toList()) {
                    shelf.take(each);
                }
            }
        }
        return shelf;
    }

    @GuardedBy("this")
    private void take(Path found) throws IOException {
        String name = String.valueOf(found.getFileName());
        if (name.startsWith(PART)) {
            delete(found);
        } else if (Upload.isId(name)) {
            try {
                uploads.put(name, Upload.read(Files.readAllBytes(found.resolve(FACTS))));
            } catch (IOException | HttpFailure e) {
                LOG.log(System.Logger.Level.WARNING, "The upload " + found + " cannot be read: " + e.getMessage());
            }
        }
    }

    /** What an upload has become. */
    record Added(Upload upload, boolean isNew) {}

    /** A file of the folder that no upload has yet; its user deletes it. */
    Path newArchive() {
        return folder.resolve(PART + UUID.randomUUID() + ".zip");
    }

    /**
     * Unpacks an archive and keeps it.
     *
     * @param sha256 of the archive
     * @throws HttpFailure 400, 413, 422 for an archive that is refused, 507 when it finds no room
     */
    Added add(Path archive, String sha256) throws IOException {
        String id = Upload.id(sha256);
        Optional<Upload> known = touched(id);
        if (known.isPresent()) {
            return new Added(known.get(), false);
        }
        Path part = folder.resolve(PART + UUID.randomUUID());
        try {
            Path content = Files.createDirectories(part.resolve(CONTENT));
            Unpacking.Content unpacked = Unpacking.unpack(archive, content, limits);
            Upload upload = new Upload(
                    id,
                    clock.instant(),
                    sha256,
                    content.relativize(unpacked.root()).toString(),
                    unpacked.classes(),
                    unpacked.pictures(),
                    unpacked.passedOver(),
                    unpacked.bytes());
            Files.write(part.resolve(FACTS), upload.toJson());
            return keep(upload, part);
        } finally {
            delete(part);
        }
    }

    private synchronized Added keep(Upload upload, Path part) throws IOException {
        Upload other = uploads.get(upload.id());
        if (other != null) {
            return new Added(other, false);
        }
        long bytes = uploads.values().stream().mapToLong(Upload::bytes).sum();
        if (uploads.size() >= limits.uploads() || bytes + upload.bytes() > limits.keptBytes()) {
            throw HttpFailure.of(
                    507,
                    "NO_ROOM_FOR_UPLOADS",
                    uploads.size() + " uploads with " + bytes
                            + " bytes are kept, and this one does not fit beside them.",
                    "Delete those that are not needed: DELETE /v1/uploads/ID.");
        }
        Files.move(part, folder.resolve(upload.id()), StandardCopyOption.ATOMIC_MOVE);
        uploads.put(upload.id(), upload);
        touch(upload.id());
        return new Added(upload, true);
    }

    /** All of them, the newest first. */
    synchronized List<Upload> list() {
        return uploads.values().stream()
                .sorted(Comparator.comparing(Upload::created).reversed().thenComparing(Upload::id))
                .toList();
    }

    synchronized Optional<Upload> find(String id) {
        return Optional.ofNullable(uploads.get(id));
    }

    /** The data set of an upload; it is kept from now on as if it had come now. */
    public synchronized Optional<Path> folder(String id) {
        return touched(id).map(upload -> folder.resolve(id).resolve(CONTENT).resolve(upload.root()));
    }

    private synchronized Optional<Upload> touched(String id) {
        Upload known = uploads.get(id);
        if (known != null) {
            touch(id);
        }
        return Optional.ofNullable(known);
    }

    /**
     * Deletes an upload.
     *
     * @param needed ids that unfinished jobs need
     * @return false if there is none
     * @throws EngineException {@code CONFLICT} when a job needs it
     */
    synchronized boolean delete(String id, Set<String> needed) throws IOException {
        if (!uploads.containsKey(id)) {
            return false;
        }
        if (needed.contains(id)) {
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    "A job that is not at its end needs the upload " + id + ".",
                    "Cancel the job first, or wait for its end.");
        }
        remove(id);
        return true;
    }

    /**
     * Deletes what no job has needed for {@link #KEPT}, and what was to go with its job.
     *
     * @param needed ids that unfinished jobs need
     * @param toGo when the last job has ended that was to take an upload along; one that was sent or used after that stays
     */
    public synchronized void expire(Set<String> needed, Map<String, Instant> toGo) {
        Instant oldest = clock.instant().minus(KEPT);
        for (String id : List.copyOf(uploads.keySet())) {
            try {
                if (needed.contains(id)) {
                    touch(id);
                } else {
                    Instant used = Files.getLastModifiedTime(facts(id)).toInstant();
                    Instant end = toGo.get(id);
                    if (used.isBefore(oldest)
                            || (end != null
                                    && !used.truncatedTo(ChronoUnit.MILLIS).isAfter(end))) {
                        remove(id);
                    }
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "The upload " + id + " cannot be deleted: " + e.getMessage());
            }
        }
    }

    @GuardedBy("this")
    private void remove(String id) throws IOException {
        uploads.remove(id);
        // Not by its name, so that a part of it is never taken for the whole.
        Path part = folder.resolve(PART + UUID.randomUUID());
        Files.move(folder.resolve(id), part, StandardCopyOption.ATOMIC_MOVE);
        delete(part);
    }

    @GuardedBy("this")
    private void touch(String id) {
        try {
            Files.setLastModifiedTime(facts(id), FileTime.from(clock.instant()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The upload " + id + " may be deleted early: " + e.getMessage());
        }
    }

    private Path facts(String id) {
        return folder.resolve(id).resolve(FACTS);
    }

    /** All below a folder; links are not followed. */
    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path visited, java.io.@org.jspecify.annotations.Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
