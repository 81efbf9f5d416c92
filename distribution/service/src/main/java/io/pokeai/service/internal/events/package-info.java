/** Events that are sent as they happen: server-sent events and lines of JSON, resumed exactly where a client was. */
@NullMarked
package io.pokeai.service.internal.events;

import org.jspecify.annotations.NullMarked;
