/** How the service listens: HTTP/1.1 and HTTP/2, in the clear or over TLS, with a bound for everything that a client could let it wait for. */
@NullMarked
package io.pokeai.service.internal.transport;

import org.jspecify.annotations.NullMarked;
