/**
 * {@code /openapi.yaml}: the description of each port, put together from a file for each room ({@code openapi/*.yaml} in the resources).
 * ADR 0049.
 */
@NullMarked
package io.pokeai.service.internal.openapi;

import org.jspecify.annotations.NullMarked;
