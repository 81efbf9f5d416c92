@NullMarked
package io.pokeai.aug.commands.internal.remote;

import org.jspecify.annotations.NullMarked;
