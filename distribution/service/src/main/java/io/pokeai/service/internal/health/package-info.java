/**
 * Health for those who run the service inside their own framework: the same answers as {@code /health}, as services of Felix Health Checks.
 * ADR 0048.
 */
@NullMarked
package io.pokeai.service.internal.health;

import org.jspecify.annotations.NullMarked;
