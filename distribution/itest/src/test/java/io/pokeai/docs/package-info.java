/** The code that the pages in {@code docs/} show, compiled and run. */
@NullMarked
package io.pokeai.docs;

import org.jspecify.annotations.NullMarked;
