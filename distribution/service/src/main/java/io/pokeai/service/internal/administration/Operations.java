package io.pokeai.service.internal.administration;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.service.internal.web.HttpFailure;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The changes that operators have asked for: those that run, each on a thread of its own, and the last ones that are done.
 *
 * <p><b>Threads</b> safe. <b>Limits</b> {@value #MOST_RUNNING} at once; {@value #MOST_KEPT} are remembered, the oldest result is forgotten
 * first.<br>
 * <b>Ownership</b> closing it interrupts what runs, which ends the wait for a gate and no other change.
 */
final class Operations implements AutoCloseable {
    static final int MOST_RUNNING = 16;
    static final int MOST_KEPT = 128;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final int ID_BYTES = 8;

    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService pool = Executors.newCachedThreadPool(this::thread);

    /** The oldest first. */
    @GuardedBy("this")
    private final Map<String, AdminOperation> known = new LinkedHashMap<>();

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "pokeai-operation-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins a change.
     *
     * @throws HttpFailure 429 when too many run
     */
    AdminOperation start(String what, String subject, AdminOperation.Work work) {
        AdminOperation operation =
                new AdminOperation(id(), what, subject, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        synchronized (this) {
            if (known.values().stream().filter(one -> !one.isDone()).count() >= MOST_RUNNING) {
                throw HttpFailure.overloaded(MOST_RUNNING + " changes are being made already.", RETRY_AFTER);
            }
            known.values().stream()
                    .filter(AdminOperation::isDone)
                    .limit(Math.max(0, known.size() + 1L - MOST_KEPT))
                    .map(AdminOperation::id)
                    .toList()
                    .forEach(known::remove);
            known.put(operation.id(), operation);
        }
        pool.execute(() -> operation.run(work));
        return operation;
    }

    private String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    synchronized Optional<AdminOperation> find(String id) {
        return Optional.ofNullable(known.get(id));
    }

    /** The newest first. */
    synchronized List<AdminOperation> list() {
        List<AdminOperation> all = new ArrayList<>(known.values());
        Collections.reverse(all);
        return all;
    }

    @Override
    public void close() {
        list().forEach(AdminOperation::cancel);
        pool.shutdown();
        try {
            pool.awaitTermination(ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
