@NullMarked
package io.pokeai.aug.commands.internal;

import org.jspecify.annotations.NullMarked;
