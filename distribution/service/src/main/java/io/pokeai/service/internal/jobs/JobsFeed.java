package io.pokeai.service.internal.jobs;

import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobEvent;
import io.pokeai.service.internal.events.EventFeed;
import io.pokeai.service.internal.events.FeedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The events of several jobs on one stream, those of each job in their order. */
final class JobsFeed implements EventFeed {
    private final Map<String, JobFeed> feeds = new LinkedHashMap<>();
    private JobPositions given;

    /** @param jobs finds them */
    JobsFeed(JobPositions from, Function<String, Job> jobs) {
        this.given = from;
        boolean all = false;
        try {
            from.after().forEach((id, after) -> feeds.put(id, new JobFeed(jobs.apply(id), after)));
            all = true;
        } finally {
            if (!all) {
                close();
            }
        }
    }

    @Override
    public List<FeedEvent> next(int most) throws IOException {
        List<FeedEvent> found = new ArrayList<>();
        for (Map.Entry<String, JobFeed> feed : feeds.entrySet()) {
            for (JobEvent event : feed.getValue().read(Math.max(1, most / feeds.size()))) {
                given = given.with(feed.getKey(), event.id());
                found.add(new FeedEvent(
                        given.id(),
                        event.type(),
                        "{\"job\":\"" + feed.getKey() + "\",\"id\":" + event.id() + ",\"event\":" + event.json()
                                + "}"));
            }
        }
        return found;
    }

    @Override
    public boolean isAtEnd() {
        return feeds.values().stream().allMatch(JobFeed::isAtEnd);
    }

    @Override
    public void close() {
        feeds.values().forEach(JobFeed::close);
    }
}
