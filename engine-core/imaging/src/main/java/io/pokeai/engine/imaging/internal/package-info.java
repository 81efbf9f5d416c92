/** The one implementation of {@link io.pokeai.engine.api.Imaging}. */
@NullMarked
package io.pokeai.engine.imaging.internal;

import org.jspecify.annotations.NullMarked;
