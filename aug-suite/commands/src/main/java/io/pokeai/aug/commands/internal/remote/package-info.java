/** {@code pokeai jobs …} and {@code pokeai robustness --remote}: jobs of a service that runs, as a command sees them. */
@NullMarked
package io.pokeai.aug.commands.internal.remote;

import org.jspecify.annotations.NullMarked;
