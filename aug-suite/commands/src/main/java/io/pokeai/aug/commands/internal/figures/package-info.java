/** What is said of a robustness run on the terminal, read from its {@code robustness.json}. */
@NullMarked
package io.pokeai.aug.commands.internal.figures;

import org.jspecify.annotations.NullMarked;
