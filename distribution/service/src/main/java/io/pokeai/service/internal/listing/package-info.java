/** Which models there are, for lists that people and programs look at again and again. */
@NullMarked
package io.pokeai.service.internal.listing;

import org.jspecify.annotations.NullMarked;
