/** Data sets that come as ZIP archives of strangers: limits, names, unpacking, and how long they stay. */
@NullMarked
package io.pokeai.service.internal.uploads;

import org.jspecify.annotations.NullMarked;
