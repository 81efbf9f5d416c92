/** Where in a file something is, and how that is said. */
@NullMarked
package io.pokeai.engine.checkpoint.internal;

import org.jspecify.annotations.NullMarked;
