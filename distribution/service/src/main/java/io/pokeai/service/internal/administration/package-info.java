/** What operators ask: which models there are, and swap, load and unload. */
@NullMarked
package io.pokeai.service.internal.administration;

import org.jspecify.annotations.NullMarked;
