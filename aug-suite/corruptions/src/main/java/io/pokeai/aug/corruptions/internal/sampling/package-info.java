/** Random draws in bulk: words, uniforms, normals, Poisson counts. */
@NullMarked
package io.pokeai.aug.corruptions.internal.sampling;

import org.jspecify.annotations.NullMarked;
