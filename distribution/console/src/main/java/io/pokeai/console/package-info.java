/** The console: pages by which people look at a running service, and change it. */
@NullMarked
package io.pokeai.console;

import org.jspecify.annotations.NullMarked;
