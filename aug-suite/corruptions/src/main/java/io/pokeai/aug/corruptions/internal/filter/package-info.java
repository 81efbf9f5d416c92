/** Row-wise filters: Gaussian, directional, enlargement; and the loops that become vector instructions. */
@NullMarked
package io.pokeai.aug.corruptions.internal.filter;

import org.jspecify.annotations.NullMarked;
