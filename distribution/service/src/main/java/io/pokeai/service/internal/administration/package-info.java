/**
 * What operators ask on their port: a servlet for each kind of thing ({@code models}, {@code journal}, {@code operations}, {@code plugins}),
 * which {@link io.pokeai.service.internal.administration.Administration} names. Each change is an operation that no client has to wait for.
 */
@NullMarked
package io.pokeai.service.internal.administration;

import org.jspecify.annotations.NullMarked;
