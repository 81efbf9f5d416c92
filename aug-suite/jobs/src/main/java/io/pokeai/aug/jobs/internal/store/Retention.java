package io.pokeai.aug.jobs.internal.store;

import java.time.Instant;
import java.util.List;

/**
 * Which jobs expire: those whose time is over, then the oldest ones until the rest fits into the quota, and which tombstones are
 * forgotten. Pinned jobs and jobs that are not at their end stay.
 *
 * @param store that is looked at
 */
public record Retention(JobStore store) {
    /** Looks once. */
    public void sweep() {
        Instant now = store.now();
        for (StoredJob job : ended()) {
            if (job.status().expires().filter(when -> !when.isAfter(now)).isPresent()) {
                store.expire(job);
            }
        }
        store.weighAll();
        for (StoredJob job : ended()) {
            if (store.weight() <= store.settings().quotaBytes()) {
                break;
            }
            store.expire(job);
        }
        List<StoredJob> tombstones =
                store.oldest().filter(job -> job.status().expired()).toList();
        tombstones.stream()
                .limit(Math.max(0, tombstones.size() - store.settings().mostTombstones()))
                .forEach(store::delete);
    }

    /** Those that may expire, the oldest first. */
    private List<StoredJob> ended() {
        return store.oldest()
                .filter(job -> job.status().state().isEnd()
                        && !job.status().expired()
                        && !job.status().pinned())
                .toList();
    }
}
