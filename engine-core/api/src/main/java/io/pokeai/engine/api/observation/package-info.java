/**
 * What a {@link io.pokeai.engine.spi.CallObserver} is told: figures of calls and inferences, for metrics and statistics.
 *
 * <ul>
 *   <li>{@link io.pokeai.engine.api.observation.ObservedCall}: one call that has ended, and where its time went;
 *   <li>{@link io.pokeai.engine.api.observation.ObservedInference}: one run of a model over a batch;
 *   <li>{@link io.pokeai.engine.api.observation.Observation}: ends what {@link io.pokeai.engine.api.Engine#observe} began.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.api.observation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
