/**
 * What callers of the engine see: values, the {@link io.pokeai.engine.api.Engine} and its
 * {@link io.pokeai.engine.api.ModelRegistry}, and the error codes.
 *
 * <p>In the order of their use:
 *
 * <ol>
 *   <li>{@link io.pokeai.engine.api.InputSpec} says what a model was trained to see;
 *   <li>{@link io.pokeai.engine.api.Imaging} turns a file into an {@link io.pokeai.engine.api.Image} and that into an
 *       {@link io.pokeai.engine.api.ImageTensor};
 *   <li>{@link io.pokeai.engine.api.ModelRegistry} lends a {@link io.pokeai.engine.api.ModelLease}, which gives
 *       {@link io.pokeai.engine.api.Scores};
 *   <li>{@link io.pokeai.engine.api.Engine} does all of it and answers with a {@link io.pokeai.engine.api.Prediction}
 *       or an {@link io.pokeai.engine.api.EngineException}.
 * </ol>
 *
 * <p>{@link io.pokeai.engine.api.CallObserver} hears of all calls, inferences and changes, for metrics.
 *
 * <p>Back ends and augmentations implement {@code io.pokeai.engine.spi}, and use {@code io.pokeai.engine.api.backend} and
 * {@code io.pokeai.engine.api.augmentation}. {@code io.pokeai.engine.api.catalog} finds augmentations by name.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
