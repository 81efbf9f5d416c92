/**
 * What a back end or an augmentation bundle implements.
 *
 * <p>A back end registers a {@link io.pokeai.engine.spi.ClassifierFactory}: as an OSGi service, and in
 * {@code META-INF/services} for the flat class path. The factory recognises files and opens them as
 * {@link io.pokeai.engine.spi.Classifier}s. {@code ClassifierContract} in the test kit says what they must keep;
 * {@code docs/write-a-backend.md} builds one from nothing.
 *
 * <p>An augmentation bundle registers {@link io.pokeai.engine.spi.Augmentation}s, and
 * {@link io.pokeai.engine.spi.Perturbation}s, in the same two ways; {@code docs/write-an-augmentation.md} builds one.
 * {@link io.pokeai.engine.spi.Augmentations} and {@link io.pokeai.engine.spi.Perturbations} find them by name.
 *
 * <p>Whoever reads a kind of model file may also register a {@link io.pokeai.engine.spi.FileInspector}, for
 * {@code pokeai inspect}.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
