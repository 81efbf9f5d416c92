/**
 * What another bundle may add to a service: a {@link io.pokeai.service.spi.Site} for both ports, or a
 * {@link io.pokeai.service.spi.PublicEndpoint} for the public one, with {@link io.pokeai.service.spi.OpenInference} as what it may
 * call. The servlets of an endpoint lie behind the same filter as all others: tokens, draining and the access log are not their
 * business. Whatever they throw becomes the answer.
 */
@NullMarked
@Version("0.2.0")
package io.pokeai.service.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
