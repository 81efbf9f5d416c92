/**
 * What lies in the artifacts folder, and which back end opens it.
 *
 * <p>{@link io.pokeai.engine.runtime.internal.discovery.Discovery} looks at the folder and tells each name what its files are.
 * {@link io.pokeai.engine.runtime.internal.discovery.ArtifactsFolder} knows how the folder is laid out: folds, runs, lone files
 * ({@link io.pokeai.engine.runtime.internal.discovery.ModelFiles}), side files, class lists.
 * {@link io.pokeai.engine.runtime.internal.discovery.Recognition} asks the
 * {@link io.pokeai.engine.runtime.internal.discovery.Backends} what the files are; the answer is a
 * {@link io.pokeai.engine.runtime.internal.discovery.Candidate}.
 */
@NullMarked
package io.pokeai.engine.runtime.internal.discovery;

import org.jspecify.annotations.NullMarked;
