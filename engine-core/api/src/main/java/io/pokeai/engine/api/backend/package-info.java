/**
 * What a back end is given, gives back and may use. Everything here is called, nothing is implemented by a back end; the
 * interfaces that it implements are in {@code io.pokeai.engine.spi}.
 *
 * <ul>
 *   <li>to recognise a file: {@link io.pokeai.engine.api.backend.ModelSource} is the file with what its surroundings say
 *       ({@link io.pokeai.engine.api.backend.Companion}, {@link io.pokeai.engine.api.backend.Sourced});
 *       {@link io.pokeai.engine.api.backend.PokeAiFile} reads PokeAI's file names,
 *       {@link io.pokeai.engine.api.backend.ForeignContent} names files that are no models;
 *   <li>to open it: {@link io.pokeai.engine.api.backend.OpenOptions}, and
 *       {@link io.pokeai.engine.api.backend.ContentHashes} with {@link io.pokeai.engine.api.backend.HashedFile} to read
 *       exactly the bytes that the version is the hash of;
 *   <li>to answer: {@link io.pokeai.engine.api.backend.ClassifierInfo} says what was opened,
 *       {@link io.pokeai.engine.api.backend.InferenceCheck} checks a batch and its scores,
 *       {@link io.pokeai.engine.api.backend.BinaryHead} makes two classes of one number,
 *       {@link io.pokeai.engine.api.backend.RefCount} frees what is native after the last call;
 *   <li>to tell what is in a file: {@link io.pokeai.engine.api.backend.FileReport}.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.api.backend;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
