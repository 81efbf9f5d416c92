/**
 * What another bundle may add to the public port of a service: {@link io.pokeai.service.spi.PublicEndpoint} is implemented by it, and
 * {@link io.pokeai.service.spi.OpenInference} is what it may call. The servlets of an endpoint lie behind the same filter as all others:
 * tokens, draining and the access log are not their business. Whatever they throw becomes the answer.
 */
@NullMarked
@Version("0.1.0")
package io.pokeai.service.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
