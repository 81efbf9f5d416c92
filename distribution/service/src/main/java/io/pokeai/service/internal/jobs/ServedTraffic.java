package io.pokeai.service.internal.jobs;

import io.pokeai.aug.jobs.Traffic;
import io.pokeai.service.internal.web.WorkLimit;

/** The requests for work of a service, as a job sees them. */
record ServedTraffic(WorkLimit work) implements Traffic {
    @Override
    public long begun() {
        return work.begun();
    }

    @Override
    public int inFlight() {
        return work.inFlight();
    }
}
