/**
 * What a back end or an augmentation bundle implements.
 *
 * <p>A back end registers a {@link io.pokeai.engine.spi.ClassifierFactory}: as an OSGi service, and in
 * {@code META-INF/services} for the flat class path. The factory recognises files and opens them as
 * {@link io.pokeai.engine.spi.Classifier}s. {@code ClassifierContract} in the test kit says what they must keep;
 * {@code docs/write-a-backend.md} builds one from nothing.
 *
 * <p>Whoever reads a kind of model file may also register a {@link io.pokeai.engine.spi.FileInspector}, for
 * {@code pokeai inspect}.
 *
 * <p>An augmentation bundle registers {@link io.pokeai.engine.spi.Augmentation}s.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
