package io.pokeai.aug.jobs.internal.store;

import com.google.errorprone.annotations.MustBeClosed;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.aug.jobs.Artefact;
import io.pokeai.aug.jobs.JobModel;
import io.pokeai.aug.jobs.JobOrder;
import io.pokeai.aug.jobs.JobSettings;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.files.FolderLock;
import io.pokeai.engine.files.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All jobs: the folders below one root, and what is known of them in memory.
 *
 * <p><b>Threads</b> safe.<br>
 * <b>Ownership</b> whoever opened it closes it; one process at a time has a root.
 */
public final class JobStore implements AutoCloseable {
    private static final String NEW = ".new-";
    private static final String GONE = ".gone-";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path jobs;
    private final JobSettings settings;
    private final FolderLock lock;
    private final DiskReserve reserve;
    private final Supplier<Instant> clock;
    private final NavigableMap<Long, StoredJob> byNumber = new ConcurrentSkipListMap<>();
    private final Map<String, StoredJob> byId = new ConcurrentHashMap<>();

    /** What the files of ended jobs take, by id. */
    private final Map<String, Long> bytes = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private final Map<String, StoredJob> byKey = new HashMap<>();

    @GuardedBy("this")
    private long last;

    private JobStore(Path jobs, JobSettings settings, FolderLock lock, Supplier<Instant> clock) {
        this.jobs = jobs;
        this.settings = settings;
        this.lock = lock;
        this.reserve = new DiskReserve(settings.root().resolve("reserve"));
        this.clock = clock;
    }

    /**
     * Opens a root, and makes the states of its jobs those of a process that has just begun.
     *
     * @param clock for the times that are shown, and for the expiry of jobs
     * @throws EngineException {@code CONFLICT} while another process has it; {@code UNAVAILABLE} when it cannot be used
     */
    @MustBeClosed
    public static JobStore open(JobSettings settings, Supplier<Instant> clock) {
        FolderLock lock = FolderLock.take(settings.root(), "Another process has the jobs of " + settings.root() + ".");
        boolean open = false;
        try {
            JobStore store = new JobStore(settings.root().resolve("jobs"), settings, lock, clock);
            store.load();
            open = true;
            return store;
        } catch (IOException e) {
            throw unusable(settings.root(), e);
        } finally {
            if (!open) {
                lock.close();
            }
        }
    }

    private void load() throws IOException {
        Files.createDirectories(jobs);
        reserve.take();
        JobLoader loader = new JobLoader(settings.ttl(), reserve, clock);
        List<Path> folders;
        try (Stream<Path> found = Files.list(jobs)) {
            folders = found.toList();
        }
        for (Path folder : folders) {
            String name = String.valueOf(folder.getFileName());
            if (name.startsWith(NEW) || name.startsWith(GONE)) {
                Trees.delete(folder); // a process was killed while it made or deleted a job
            } else {
                JobLoader.number(name).ifPresent(this::used);
                loader.load(folder).ifPresent(this::add);
            }
        }
    }

    /** A number is used once, also if its job cannot be read. */
    private synchronized void used(long number) {
        last = Math.max(last, number);
    }

    private synchronized void add(StoredJob job) {
        byNumber.put(job.number(), job);
        byId.put(job.status().id(), job);
        job.key().ifPresent(key -> byKey.put(key, job));
    }

    /** The files of an ended job are counted. */
    public synchronized void weigh(StoredJob job) {
        if (byId.containsKey(job.status().id())) {
            bytes.put(job.status().id(), job.files().bytes());
        }
    }

    /** The files of all ended jobs are counted that were not. */
    void weighAll() {
        oldest().filter(job -> job.status().state().isEnd()
                        && !job.status().expired()
                        && !bytes.containsKey(job.status().id()))
                .forEach(this::weigh);
    }

    /** What the files of all ended jobs take. */
    public long weight() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What became of an order. */
    public record Placed(StoredJob job, boolean created) {}

    /**
     * Makes a job, or finds that of the key. Of many calls with the same key, one makes it.
     *
     * @throws EngineException {@code OVERLOADED} when too many jobs wait; {@code UNAVAILABLE} when it cannot be written down
     */
    public synchronized Placed place(JobOrder order, Optional<String> key) {
        StoredJob known = key.map(byKey::get).orElse(null);
        if (known != null) {
            return new Placed(known, false);
        }
        long waiting = count(JobState.QUEUED);
        if (waiting >= settings.mostQueued()) {
            throw EngineException.overloaded(
                    waiting + " jobs wait, which is the most that this service keeps.", Duration.ofMinutes(1));
        }
        reserve.take();
        long number = last + 1;
        String id = String.format(Locale.ROOT, "%08d-%08x", number, RANDOM.nextInt());
        try {
            write(id, order, key);
        } catch (IOException e) {
            throw unusable(jobs, e);
        }
        last = number;
        StoredJob job = new JobLoader(settings.ttl(), reserve, clock)
                .load(jobs.resolve(id))
                .orElseThrow(() -> new EngineException(
                        ErrorCode.UNAVAILABLE,
                        "A job was written and cannot be read: " + id + ".",
                        "Look at the disk."));
        add(job);
        return new Placed(job, true);
    }

    /** In a folder of another name first: a job is there whole, or not at all. */
    private void write(String id, JobOrder order, Optional<String> key) throws IOException {
        Path fresh = jobs.resolve(NEW + id);
        Files.createDirectories(fresh);
        JobFolder folder = new JobFolder(fresh);
        WholeFile.write(folder.order(), order.text().getBytes(StandardCharsets.UTF_8));
        List<JobModel> models = order.plan().models().stream()
                .map(model -> new JobModel(model.name(), ""))
                .toList();
        JobJournal.empty(folder.journal())
                .append(EventJson.created(
                        clock.get(), order.kind(), models, order.retention().pinned(), key));
        Files.move(fresh, jobs.resolve(id), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A job by the key of its caller. */
    public synchronized Optional<StoredJob> findByKey(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** A job by its id. */
    public Optional<StoredJob> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All jobs, newest first, from one on. */
    public Stream<StoredJob> newestBefore(long number) {
        return byNumber.headMap(number, false).descendingMap().values().stream();
    }

    /** All jobs, oldest first. */
    public Stream<StoredJob> oldest() {
        return byNumber.values().stream();
    }

    /** How many jobs are in a state. */
    public int count(JobState state) {
        return (int) oldest().filter(
                        job -> job.status().state() == state && !job.status().expired())
                .count();
    }

    /**
     * Deletes a job and all that it has made.
     *
     * @throws EngineException {@code CONFLICT} unless it is at its end
     */
    public synchronized void delete(StoredJob job) {
        String id = job.status().id();
        Path gone = jobs.resolve(GONE + id);
        try {
            job.delete(gone);
        } catch (IOException e) {
            throw unusable(job.folder().path(), e);
        }
        byNumber.remove(job.number());
        byId.remove(id);
        bytes.remove(id);
        job.key().ifPresent(byKey::remove);
        Trees.delete(gone);
    }

    /** Deletes what a job has made, but for its receipt. */
    public synchronized void expire(StoredJob job) {
        JobFolder folder = job.folder();
        try {
            List<Artefact> kept = job.files().listed().stream()
                    .filter(file -> file.path().equals("receipt.json"))
                    .toList();
            if (!kept.isEmpty()) {
                Files.copy(
                        folder.files().resolve("receipt.json"), folder.receipt(), StandardCopyOption.REPLACE_EXISTING);
            }
            Manifest.write(kept, folder.manifest());
            job.expired();
            bytes.remove(job.status().id());
            Trees.delete(folder.files());
            Trees.delete(folder.inputs());
            Files.deleteIfExists(folder.journal());
        } catch (IOException e) {
            System.getLogger(JobStore.class.getName())
                    .log(System.Logger.Level.WARNING, "Job " + job + " has expired and cannot be deleted: " + e);
        }
    }

    /** The time for what is shown. */
    public Instant now() {
        return clock.get();
    }

    /** How the jobs are kept. */
    public JobSettings settings() {
        return settings;
    }

    private static EngineException unusable(Path folder, IOException e) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "The jobs in " + folder + " cannot be written: " + e.getMessage() + ".",
                "Make the folder writable, or free space on its disk.",
                e);
    }

    @Override
    public void close() {
        lock.close();
    }
}
