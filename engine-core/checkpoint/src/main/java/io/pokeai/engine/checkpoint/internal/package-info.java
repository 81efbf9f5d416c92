/** Places in files, and how messages name them. */
@NullMarked
package io.pokeai.engine.checkpoint.internal;

import org.jspecify.annotations.NullMarked;
