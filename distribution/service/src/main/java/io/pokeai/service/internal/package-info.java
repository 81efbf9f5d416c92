/**
 * {@code pokeai serve}: starts the HTTP server's bundles, binds every servlet to one of two ports, and ends it all in order.
 *
 * <p>What is said over HTTP is in the packages below: {@code web} (what all requests share), {@code oip} (Open Inference Protocol),
 * {@code pictures} ({@code /v1}) and {@code administration}.
 */
@NullMarked
package io.pokeai.service.internal;

import org.jspecify.annotations.NullMarked;
