/** What of a running service may be replaced without a restart, and when it is read again. */
@NullMarked
package io.pokeai.service.internal.reload;

import org.jspecify.annotations.NullMarked;
