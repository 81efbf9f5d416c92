/** The commands that corrupt pictures, and show what corruptions there are. */
@NullMarked
package io.pokeai.aug.commands.internal;

import org.jspecify.annotations.NullMarked;
