/**
 * The Open Inference Protocol over gRPC, on the public port of {@code pokeai serve}. gRPC itself – a length before each message, a status
 * behind the last – and its messages are read and written here; what they mean is asked of {@link io.pokeai.service.spi.OpenInference}.
 */
@NullMarked
package io.pokeai.service.grpc.internal;

import org.jspecify.annotations.NullMarked;
