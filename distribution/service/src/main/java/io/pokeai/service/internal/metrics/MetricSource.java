package io.pokeai.service.internal.metrics;

/**
 * Writes some metric families whenever somebody asks for the metrics.
 *
 * <p><b>Threads</b> called by any thread, also by several at once; has to be quick, and must not wait long.
 */
@FunctionalInterface
public interface MetricSource {
    /** Writes each family with all its samples. A family belongs to one source alone. */
    void write(Exposition out);
}
