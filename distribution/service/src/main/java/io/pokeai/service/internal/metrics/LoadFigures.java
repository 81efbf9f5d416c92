package io.pokeai.service.internal.metrics;

import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.ServiceState;
import io.pokeai.service.internal.web.WorkLimit;

/**
 * How busy the service is now.
 *
 * @param work requests for inference
 * @param memory of the bodies of requests
 */
public record LoadFigures(ServiceState state, WorkLimit work, BodyMemory memory) implements MetricSource {
    @Override
    public void write(Exposition out) {
        out.single(
                "pokeai_ready",
                Exposition.Type.GAUGE,
                "Whether new requests are to be sent here.",
                state.isReady() ? 1 : 0);
        out.single(
                "pokeai_http_requests_in_flight",
                Exposition.Type.GAUGE,
                "Requests that are being answered, but for health.",
                state.inFlight());
        out.single(
                "pokeai_work_in_flight",
                Exposition.Type.GAUGE,
                "Requests for inference that work or wait.",
                work.inFlight());
        out.single(
                "pokeai_body_memory_free_bytes",
                Exposition.Type.GAUGE,
                "What is left of the memory for bodies of requests.",
                (double) memory.free());
    }
}
