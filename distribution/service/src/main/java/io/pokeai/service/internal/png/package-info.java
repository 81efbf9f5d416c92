/** Pixels as PNG, quickly. */
@NullMarked
package io.pokeai.service.internal.png;

import org.jspecify.annotations.NullMarked;
