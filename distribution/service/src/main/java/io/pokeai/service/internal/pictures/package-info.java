/**
 * Pictures in, predictions out, in the JSON of the command line: {@code POST /v1/models/NAME/classify} on both ports. On the port of callers
 * also which models there are.
 */
@NullMarked
package io.pokeai.service.internal.pictures;

import org.jspecify.annotations.NullMarked;
