/** Zip archives whose stored entries are slices of the mapped file. */
@NullMarked
package io.pokeai.engine.checkpoint.internal.zip;

import org.jspecify.annotations.NullMarked;
