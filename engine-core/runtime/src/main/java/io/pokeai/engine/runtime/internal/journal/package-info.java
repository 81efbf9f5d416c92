/**
 * What outlives the process: the changes that were made
 * ({@link io.pokeai.engine.runtime.internal.journal.SwapJournal}), openings that a process did not survive
 * ({@link io.pokeai.engine.runtime.internal.journal.OpeningMarks}), the versions that are held because of either
 * ({@link io.pokeai.engine.runtime.internal.journal.Holds}), and which build of a back end answered last
 * ({@link io.pokeai.engine.runtime.internal.journal.LastBuilds}).
 */
@NullMarked
package io.pokeai.engine.runtime.internal.journal;

import org.jspecify.annotations.NullMarked;
