/**
 * Figures of the service for monitoring: {@code /metrics} in Prometheus' text format and in OpenMetrics, and the counts behind the
 * statistics of the Open Inference Protocol. ADR 0048.
 *
 * <p>{@link io.pokeai.service.internal.metrics.ServiceMetrics} has all sources; whoever has figures of his own implements
 * {@link io.pokeai.service.internal.metrics.MetricSource} and adds it there.
 */
@NullMarked
package io.pokeai.service.internal.metrics;

import org.jspecify.annotations.NullMarked;
