/** The command line and its own commands. */
@NullMarked
package io.pokeai.cli.internal;

import org.jspecify.annotations.NullMarked;
