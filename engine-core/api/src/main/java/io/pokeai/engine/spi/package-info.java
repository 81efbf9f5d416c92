/**
 * What a bundle implements to add something to the engine. Each interface is registered in two ways: as an OSGi service, and
 * in {@code META-INF/services} for the flat class path. Nothing here is called by users of the engine; what implementers
 * call is in {@code io.pokeai.engine.api.backend}, {@code io.pokeai.engine.api.augmentation} and
 * {@code io.pokeai.engine.api.gate}.
 *
 * <ul>
 *   <li>a back end: a {@link io.pokeai.engine.spi.ClassifierFactory} recognises model files and opens them as
 *       {@link io.pokeai.engine.spi.Classifier}s. {@code ClassifierContract} in the test kit checks them;
 *       {@code docs/write-a-backend.md} builds one from nothing;
 *   <li>an augmentation bundle: {@link io.pokeai.engine.spi.Augmentation}s and
 *       {@link io.pokeai.engine.spi.Perturbation}s; {@code docs/write-an-augmentation.md} builds one;
 *   <li>a {@link io.pokeai.engine.spi.SwapGate} decides whether a new model may answer instead of an old one;
 *   <li>for {@code pokeai inspect}: a {@link io.pokeai.engine.spi.FileInspector} says what is in a kind of model file;
 *   <li>for {@code pokeai doctor}: a {@link io.pokeai.engine.spi.HealthCheck} looks at a library or device.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
