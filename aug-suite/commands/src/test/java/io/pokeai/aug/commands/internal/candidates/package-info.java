@NullMarked
package io.pokeai.aug.commands.internal.candidates;

import org.jspecify.annotations.NullMarked;
