/**
 * A picture on its way to its prediction.
 *
 * <p>{@link io.pokeai.engine.runtime.internal.call.PooledEngine} is the engine that callers hold. A single picture goes through
 * {@link io.pokeai.engine.runtime.internal.call.SingleCalls}: admitted by
 * {@link io.pokeai.engine.runtime.internal.call.Admission}, prepared, leased, and answered by
 * {@link io.pokeai.engine.runtime.internal.call.Predictor} alone or together with others
 * ({@link io.pokeai.engine.runtime.internal.call.Batches}). Many pictures go through
 * {@link io.pokeai.engine.runtime.internal.call.OrderedPipeline}, a batch per task, and each batch through
 * {@link io.pokeai.engine.runtime.internal.call.BulkPredictor}, which asks all models of the request.
 * {@link io.pokeai.engine.runtime.internal.call.Crops} makes what a model sees, whatever a picture comes as.
 */
@NullMarked
package io.pokeai.engine.runtime.internal.call;

import org.jspecify.annotations.NullMarked;
