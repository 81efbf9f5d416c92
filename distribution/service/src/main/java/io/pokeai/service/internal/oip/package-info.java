/** The Open Inference Protocol, version 2, over REST, with Triton's binary tensors and classification: docs/oip.md. */
@NullMarked
package io.pokeai.service.internal.oip;

import org.jspecify.annotations.NullMarked;
